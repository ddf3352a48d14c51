"""However many large pictures come at once, a real process takes the room of one. Measured, not estimated."""

import io
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread

import pillow_heif
import pytest
from PIL import Image

from assess import uploads
from assess.uploads.refusals import FilesWaiting

MOST_OVER_REST = 400_000_000
AT_ONCE = 6

# Sends six pictures at once, from six threads of one process, until the input ends.
SERVER = """
    import io, sys
    from concurrent.futures import ThreadPoolExecutor
    from pathlib import Path
    from assess import uploads

    def at_once(names):
        with ThreadPoolExecutor(len(names)) as pool:
            found = list(pool.map(lambda name: uploads.check(name, open(name, "rb")), names))
            list(pool.map(uploads.preview, [clean.content for clean in found[:2]]))
        return len(found)

    if __name__ == "__main__":
        at_once([sys.argv[1]])
        print("at rest", flush=True)
        for line in sys.stdin:
            print("done", at_once(line.split()), flush=True)
"""


def resident(root: int) -> int:
    """Bytes that a process and its children hold together; what they share counts once."""
    total, waiting = 0, [root]
    while waiting:
        process = waiting.pop()
        try:
            for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
                total += int(line.split()[1]) * 1024 if line.startswith("Pss:") else 0
            for thread in Path(f"/proc/{process}/task").iterdir():
                waiting += [int(child) for child in (thread / "children").read_text().split()]
        except (FileNotFoundError, ProcessLookupError):
            pass  # it ended meanwhile
    return total


class Peak:
    """The most that a process and its children held while this was watching."""

    def __init__(self, root: int) -> None:
        self.most, self._root, self._ended = 0, root, Event()
        self._watcher = Thread(target=self._watch)

    def _watch(self) -> None:
        while not self._ended.wait(0.03):
            self.most = max(self.most, resident(self._root))

    def __enter__(self) -> "Peak":
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._watcher.join()


def picture(folder: Path, name: str, size: tuple[int, int], **options: object) -> str:
    """A picture of this size that packs small."""
    path = folder / name
    small = Image.effect_noise((40, 40), 90).convert(str(options.pop("mode", "RGB")))
    small.resize(size, Image.Resampling.NEAREST).save(path, **options)  # type: ignore[arg-type]
    return str(path)


def photo(folder: Path, size: tuple[int, int]) -> str:
    """What the largest camera of an iPhone takes, with as much in it: what packs small takes its decoder less."""
    pillow_heif.register_heif_opener()
    grain = Image.effect_noise((size[0] // 8, size[1] // 8), 60).resize((size[0] // 4, size[1] // 4))
    grain = grain.resize(size, Image.Resampling.BILINEAR).convert("RGB")
    grain.save(folder / "e.heic", quality=30, enc_params={"preset": "ultrafast"})
    return str(folder / "e.heic")


def scan(folder: Path, size: tuple[int, int]) -> str:
    """Two pages of this size."""
    first, second = (Image.new("RGB", size, colour) for colour in ("white", "grey"))
    first.save(folder / "f.tif", save_all=True, append_images=[second], compression="tiff_lzw")
    return str(folder / "f.tif")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Pictures as large as each kind may be, or nearly so."""
    folder = tmp_path_factory.mktemp("large")
    return {
        "small": picture(folder, "small.png", (40, 40)),
        "png": picture(folder, "a.png", (8_000, 7_000), mode="RGBA", compress_level=1),
        "jpeg": picture(folder, "b.jpg", (8_000, 5_000), quality=60, exif=_turned()),
        "progressive": picture(folder, "c.jpg", (8_000, 6_000), quality=60, progressive=True),
        "webp": picture(folder, "d.webp", (5_200, 3_490), quality=50, method=0),
        "heic": photo(folder, (8_064, 6_048)),
        "scan": scan(folder, (8_000, 6_000)),
    }


def _turned() -> bytes:
    data = Image.Exif()
    data[0x0112] = 6
    return data.tobytes()


@pytest.fixture
def server(large: dict[str, str], tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that checks files, at rest."""
    script = tmp_path / "server.py"
    script.write_text(textwrap.dedent(SERVER))
    command = [sys.executable, str(script), large["small"]]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "at rest\n"
        yield process
        process.kill()


def test_six_large_pictures_at_once_take_the_room_of_one(server: subprocess.Popen[str], large: dict[str, str]) -> None:
    kinds = ["png", "jpeg", "progressive", "webp", "heic", "scan"]
    assert server.stdin is not None and server.stdout is not None
    at_rest = resident(server.pid)
    with Peak(server.pid) as peak:
        server.stdin.write(" ".join(large[kind] for kind in kinds) + "\n")
        server.stdin.flush()
        assert server.stdout.readline() == f"done {len(kinds)}\n"
    assert peak.most - at_rest < MOST_OVER_REST
    assert peak.most - at_rest > 100_000_000, "nothing large was decoded, so nothing was measured"


def test_who_comes_when_all_places_are_taken_is_told_at_once() -> None:
    class Slow(io.BytesIO):
        """A file that is read when the test lets it."""

        def read(self, size: int | None = -1) -> bytes:
            begun.set()
            assert may_go.wait(60)
            return super().read(size)

    begun, may_go = Event(), Event()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        files = [pool.submit(uploads.check, "a.txt", Slow(b"hello")) for _ in range(AT_ONCE)]
        assert begun.wait(60)
        while uploads._CELL.free:  # until all six have a place
            assert not may_go.wait(0.01)
        with pytest.raises(FilesWaiting):
            uploads.check("b.txt", b"hello")
        may_go.set()
        assert [file.result().name for file in files] == ["a.txt"] * AT_ONCE
