"""Papers are set in a process of their own: this one stays small, and a setter that dies is replaced."""

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assess.documents import Busy, MissingGlyph, NoJapaneseFont, Signer, render_certificate, set_apart, workshop
from tests.documents.samples import CERTIFICATE, RECORD

ROOT = Path(__file__).parents[2]


def test_a_paper_made_apart_is_the_paper_made_here(signer: Signer, japanese: bytes) -> None:
    apart = set_apart(render_certificate, CERTIFICATE, "ja", signer=signer, record=RECORD)
    # But for the moment and the randomness of the signature they are the same.
    assert apart[: apart.index(b"/Type /Catalog")] == japanese[: japanese.index(b"/Type /Catalog")]


def test_the_process_that_asks_never_loads_the_typesetter() -> None:
    program = (
        "import sys, pathlib\n"
        "from assess.documents import Signer, render_certificate, set_apart\n"
        "from tests.documents.samples import CERTIFICATE, RECORD\n"
        "signer = Signer.development(pathlib.Path(sys.argv[1]))\n"
        "set_apart(render_certificate, CERTIFICATE, 'ja', signer=signer, record=RECORD)\n"
        "print(sorted({'weasyprint', 'pyhanko'} & set(sys.modules)))\n"
    )
    folder = str(ROOT / "build" / "workshop")
    said = subprocess.run(
        [sys.executable, "-c", program, folder], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    assert said.stdout == "[]\n"


def test_a_setter_that_was_killed_is_replaced() -> None:
    first = set_apart(os.getpid)
    assert first != os.getpid()
    os.kill(first, signal.SIGKILL)
    assert set_apart(os.getpid) not in (first, os.getpid())


@pytest.mark.parametrize("fault", [MissingGlyph(("U+20BB7",)), NoJapaneseFont("BIZ UDPGothic")])
def test_what_is_wrong_with_a_paper_is_told_here(fault: Exception) -> None:
    with pytest.raises(type(fault), match=str(fault).split(";")[0][:20]):
        set_apart(_fail, fault)


def _fail(fault: Exception) -> None:
    raise fault


def test_a_full_queue_says_so_at_once() -> None:
    taken = [workshop._places.acquire(blocking=False) for _ in range(workshop.PLACES)]
    try:
        assert all(taken)
        with pytest.raises(Busy):
            set_apart(os.getpid)
    finally:
        for _ in taken:
            workshop._places.release()
    assert set_apart(os.getpid)


def test_many_threads_get_their_papers_from_one_setter() -> None:
    ready = threading.Barrier(workshop.PLACES)

    def ask(_: int) -> int:
        ready.wait()
        return set_apart(os.getpid)

    with ThreadPoolExecutor(workshop.PLACES) as threads:
        assert len(set(threads.map(ask, range(workshop.PLACES)))) == 1
