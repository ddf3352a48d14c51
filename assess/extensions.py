"""Flask extensions, made here and bound to an application in create_app; imports nothing of ours."""

from ipaddress import IPv6Address, ip_address, ip_network

from flask_babel import Babel
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_security.core import Security
from flask_sqlalchemy_lite import SQLAlchemy
from flask_talisman import Talisman
from flask_wtf.csrf import CSRFProtect


def client() -> str:
    """Return whom limits count: an address, or of IPv6 the network, of which one client has all addresses."""
    told = get_remote_address()
    try:
        address = ip_address(told)
    except ValueError:
        return told
    if not isinstance(address, IPv6Address):
        return told
    return str(address.ipv4_mapped or ip_network((address, 64), strict=False))


db = SQLAlchemy()
babel = Babel()
compress = Compress()
csrf = CSRFProtect()
limiter = Limiter(client)
security = Security()
talisman = Talisman()
