"""Settings, typed, from the environment; secrets that are not given are made at first start."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from assess import safekeeping, surroundings
from assess.surroundings import MailSettings, SettingFault

__all__ = ["ROOT", "SAID_AT_SIGN_IN", "IssuerSettings", "MailSettings", "SettingFault", "Settings"]

ROOT = Path(__file__).resolve().parent.parent


def _(text: str) -> str:
    """Mark a text for translation; Flask-Security looks it up when it says it."""
    return text


SAID_AT_SIGN_IN: Mapping[str, tuple[str, str]] = {
    "UNAUTHENTICATED": (_("Please sign in first."), "care"),
    "GENERIC_AUTHN_FAILED": (_("E-mail address and password do not fit together. Check both and try again."), "wrong"),
    "EMAIL_NOT_PROVIDED": (_("Enter your e-mail address."), "wrong"),
    "INVALID_EMAIL_ADDRESS": (_("Enter an e-mail address, as in name@example.jp."), "wrong"),
    "PASSWORD_NOT_PROVIDED": (_("Enter your password."), "wrong"),
    "INVALID_PASSWORD": (_("This is not your password. Check it and try again."), "wrong"),
    "ANONYMOUS_USER_REQUIRED": (_("You are signed in already."), "care"),
    "REAUTHENTICATION_REQUIRED": (_("Please enter your password once more."), "care"),
    "REAUTHENTICATION_SUCCESSFUL": (_("Thank you. You can go on."), "good"),
    "TWO_FACTOR_INVALID_TOKEN": (_("This code is not right. Wait for the next one and enter it."), "wrong"),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": (_("You are signed in."), "good"),
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": (
        _("The second factor is set up. From now on the sign-in asks for a code."),
        "good",
    ),
    "TWO_FACTOR_DISABLED": (_("The second factor is switched off."), "care"),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": (_("Choose one of the ways shown."), "wrong"),
    "TWO_FACTOR_PERMISSION_DENIED": (_("Please sign in with your password first."), "care"),
    "TWO_FACTOR_SETUP_EXPIRED": (_("Too much time has passed (%(within)s). Please begin again."), "care"),
    "INVALID_RECOVERY_CODE": (
        _(
            "This recovery code opens nothing. Check it character by character; if it is right, it was used already or "
            "replaced."
        ),
        "wrong",
    ),
    "API_ERROR": (_("This link is no longer right. Please begin again."), "wrong"),
}
"""What Flask-Security says, in our words and languages, with the kind of notice that it stands in."""


@dataclass(frozen=True)
class IssuerSettings:
    """The insurer in whose name certificates are issued; the default is an invented sample.

    `privacy_*` is whom to ask about personal data; where it is empty, the contact.
    """

    name_ja: str = "見本損害保険株式会社"
    name_en: str = "Sample Insurance Co., Ltd."
    contact_ja: str = "引受部(見本) cyber@example.jp"
    contact_en: str = "Underwriting (sample) cyber@example.jp"
    seal: str = "見本損保之印"
    logo: Path | None = None
    privacy_ja: str = ""
    privacy_en: str = ""


@dataclass(frozen=True)
class Settings:
    """All that the environment decides; see `from_environment` for the names."""

    instance: Path
    database_url: str
    secret_key: str
    password_salt: str
    totp_secret: str
    base_url: str
    questionnaires: Path
    demo: bool = False
    secure: bool = False
    testing: bool = False
    issuer: IssuerSettings = IssuerSettings()
    adopts_answers: bool = False
    """Whether the issuer takes the answers as what must be disclosed to it (告知事項)."""
    signing_file: Path | None = None
    signing_passphrase: str | None = None
    timestamp_url: str | None = None
    seals: Path | None = None
    limits: str = "database"
    hosts: tuple[str, ...] = ()
    proxies: int = 0
    mail: MailSettings | None = None
    scanner: tuple[str, int | None] | None = None
    """Host and port of a virus scanner, or the path of its socket and None."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Read ASSESS_* settings; raises SettingFault with the name of a bad one.

        Secrets come from ASSESS_SECRET_KEY, ASSESS_PASSWORD_SALT and ASSESS_TOTP_SECRET, or are made
        once and kept in the instance folder, readable by the owner only.
        """
        instance = Path(environment.get("ASSESS_INSTANCE", ROOT / "instance")).resolve()
        safekeeping.private_folder(instance)
        base_url = environment.get("ASSESS_BASE_URL", f"http://127.0.0.1:{_port(environment)}").rstrip("/")
        if not base_url.startswith(("http://", "https://")):
            raise SettingFault(f"ASSESS_BASE_URL is {base_url!r}; it must begin with http:// or https://")
        signing = environment.get("ASSESS_SIGNING_PKCS12")
        return cls(
            instance=instance,
            database_url=environment.get("ASSESS_DATABASE_URL", f"sqlite:///{instance / 'sonae.sqlite'}"),
            secret_key=_secret(environment, instance, "ASSESS_SECRET_KEY"),
            password_salt=_secret(environment, instance, "ASSESS_PASSWORD_SALT"),
            totp_secret=_secret(environment, instance, "ASSESS_TOTP_SECRET"),
            base_url=base_url,
            questionnaires=Path(environment.get("ASSESS_QUESTIONNAIRES", ROOT / "questionnaires")),
            demo=_flag(environment, "ASSESS_DEMO"),
            secure=base_url.startswith("https://"),
            issuer=_issuer(environment),
            adopts_answers=_disclosure(environment) == "adopted",
            signing_file=Path(signing) if signing else None,
            signing_passphrase=environment.get("ASSESS_SIGNING_PASSPHRASE"),
            timestamp_url=environment.get("ASSESS_TIMESTAMP_URL"),
            seals=Path(environment["ASSESS_SEALS"]) if environment.get("ASSESS_SEALS") else None,
            limits=_limits(environment),
            hosts=_hosts(environment, base_url),
            proxies=_proxies(environment),
            mail=surroundings.mail(environment),
            scanner=surroundings.scanner(environment),
        )

    def as_flask(self) -> dict[str, object]:
        """Return the settings under the names that Flask and its extensions look for."""
        return {
            "TESTING": self.testing,
            "TRUSTED_HOSTS": list(self.hosts) or None,
            "SECRET_KEY": self.secret_key,
            # With this prefix browsers take the cookie from this very host only, and only over https.
            "SESSION_COOKIE_NAME": "__Host-sonae" if self.secure else "sonae",
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": self.secure,
            "REMEMBER_COOKIE_SECURE": self.secure,
            "PERMANENT_SESSION_LIFETIME": 90 * 24 * 3600,
            "MAX_CONTENT_LENGTH": 1024 * 1024,
            "SQLALCHEMY_ENGINES": {"default": {"url": self.database_url}},
            "ALEMBIC": {"script_location": "migrations", "version_locations": ["migrations/versions"]},
            "ALEMBIC_CONTEXT": {"render_as_batch": True, "compare_type": True},
            "BABEL_DEFAULT_LOCALE": "ja",
            "BABEL_DEFAULT_TIMEZONE": "Asia/Tokyo",
            "RATELIMIT_ENABLED": not self.testing,
            "COMPRESS_MIMETYPES": [
                "text/html",
                "text/css",
                "text/javascript",
                "application/json",
                "image/svg+xml",
            ],
            "WTF_CSRF_TIME_LIMIT": None,
            **self._security(),
        }

    def _security(self) -> dict[str, object]:
        return {
            "SECURITY_PASSWORD_HASH": "argon2",
            "SECURITY_PASSWORD_SALT": self.password_salt,
            "SECURITY_TOTP_SECRETS": {"1": self.totp_secret},
            "SECURITY_TOTP_ISSUER": "Sonae",
            "SECURITY_I18N_DOMAIN": "messages",
            "SECURITY_I18N_DIRNAME": str(ROOT / "assess" / "translations"),
            "SECURITY_TWO_FACTOR": True,
            "SECURITY_TWO_FACTOR_REQUIRED": not self.demo,
            "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
            "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
            "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
            "SECURITY_MULTI_FACTOR_RECOVERY_CODES_URL": "/account/recovery-codes",
            "SECURITY_MULTI_FACTOR_RECOVERY_CODES_TEMPLATE": "account/recovery_codes.html",
            "SECURITY_MULTI_FACTOR_RECOVERY_URL": "/sign-in/recovery",
            "SECURITY_MULTI_FACTOR_RECOVERY_TEMPLATE": "account/recovery.html",
            "SECURITY_TWO_FACTOR_SETUP_TEMPLATE": "account/two_factor_setup.html",
            "SECURITY_TWO_FACTOR_VERIFY_CODE_TEMPLATE": "account/two_factor_code.html",
            "SECURITY_LOGIN_USER_TEMPLATE": "account/sign_in.html",
            "SECURITY_TWO_FACTOR_SETUP_URL": "/sign-in/second-factor",
            "SECURITY_TWO_FACTOR_TOKEN_VALIDATION_URL": "/sign-in/code",
            "SECURITY_TWO_FACTOR_POST_SETUP_VIEW": "/staff",
            "SECURITY_TWO_FACTOR_ERROR_VIEW": "/sign-in",
            "SECURITY_VERIFY_TEMPLATE": "account/confirm.html",
            "SECURITY_TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,
            "SECURITY_LOGIN_URL": "/sign-in",
            "SECURITY_LOGOUT_URL": "/sign-out",
            "SECURITY_VERIFY_URL": "/sign-in/again",
            "SECURITY_LOGOUT_METHODS": ["POST"],
            "SECURITY_CACHE_CONTROL": {},
            "SECURITY_POST_LOGIN_VIEW": "/staff",
            "SECURITY_POST_LOGOUT_VIEW": "/",
            "SECURITY_SEND_REGISTER_EMAIL": False,
            "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
            "SECURITY_RETURN_GENERIC_RESPONSES": True,
            **{f"SECURITY_MSG_{name}": said for name, said in SAID_AT_SIGN_IN.items()},
        }


def _port(environment: Mapping[str, str]) -> int:
    text = environment.get("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise SettingFault(f"PORT is {text!r}; it must be a number from 1 to 65535")
    return int(text)


def _hosts(environment: Mapping[str, str], base_url: str) -> tuple[str, ...]:
    """Return the host names under which the service answers: the address's own, this machine's, and those given."""
    own = urlsplit(base_url).hostname
    if own is None:
        raise SettingFault(f"ASSESS_BASE_URL is {base_url!r}; it must name a host, as in https://sonae.example.jp")
    return tuple(dict.fromkeys([own, *_ON_THIS_MACHINE, *environment.get("ASSESS_HOSTS", "").split()]))


def _limits(environment: Mapping[str, str]) -> str:
    text = environment.get("ASSESS_LIMITS", "database")
    if text not in ("database", "memory"):
        raise SettingFault(f"ASSESS_LIMITS is {text!r}; it must be database, or memory where there is one process")
    return text


def _proxies(environment: Mapping[str, str]) -> int:
    text = environment.get("ASSESS_PROXIES", "0")
    if not text.isdecimal() or int(text) > 9:
        raise SettingFault(f"ASSESS_PROXIES is {text!r}; it must be the number of proxies in front, from 0 to 9")
    return int(text)


def _flag(environment: Mapping[str, str], name: str) -> bool:
    text = environment.get(name, "0")
    if text not in ("0", "1"):
        raise SettingFault(f"{name} is {text!r}; it must be 0 or 1")
    return text == "1"


def _issuer(environment: Mapping[str, str]) -> IssuerSettings:
    names = {
        "name_ja": "NAME_JA",
        "name_en": "NAME_EN",
        "contact_ja": "CONTACT_JA",
        "contact_en": "CONTACT_EN",
        "seal": "SEAL",
        "privacy_ja": "PRIVACY_JA",
        "privacy_en": "PRIVACY_EN",
    }
    given = {field: environment.get(f"ASSESS_ISSUER_{name}") for field, name in names.items()}
    logo = environment.get("ASSESS_ISSUER_LOGO")
    if logo and not (Path(logo).is_file() and Path(logo).read_bytes().lstrip().startswith((b"<svg", b"<?xml"))):
        raise SettingFault(f"ASSESS_ISSUER_LOGO is {logo!r}; it must be the path of an SVG file")
    return IssuerSettings(
        **{field: value for field, value in given.items() if value},
        logo=Path(logo) if logo else None,
    )


def _disclosure(environment: Mapping[str, str]) -> str:
    text = environment.get("ASSESS_DISCLOSURE", "not")
    if text not in ("adopted", "not"):
        raise SettingFault(f"ASSESS_DISCLOSURE is {text!r}; it must be adopted or not")
    return text


_ON_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def _secret(environment: Mapping[str, str], instance: Path, name: str) -> str:
    given = environment.get(name)
    if given is None:
        try:
            return safekeeping.secret(instance / name.removeprefix("ASSESS_").lower())
        except safekeeping.UnsafeFile as fault:
            raise SettingFault(str(fault)) from None
    if len(given.encode()) < safekeeping.SHORTEST_SECRET:
        raise SettingFault(f"{name} has fewer than {safekeeping.SHORTEST_SECRET} bytes; give a longer secret")
    return given
