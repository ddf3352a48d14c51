"""Staff accounts: made by those who run the service, never by the public."""

import uuid

import sqlalchemy as sa
from flask_security import FSQLALiteUserDatastore, hash_password

from assess import clock
from assess.errors import NotFound
from assess.extensions import db
from assess.store.models import Role, RoleName, Staff

user_datastore = FSQLALiteUserDatastore(db, Staff, Role)


def add(email: str, name: str, role: RoleName, password: str, office: str | None = None) -> Staff:
    """Make an account with one role."""
    person = Staff(
        email=email,
        name=name,
        office=office,
        password=hash_password(password),
        active=True,
        fs_uniquifier=uuid.uuid4().hex,
        created_at=clock.now(),
        roles=[_role(role)],
    )
    db.session.add(person)
    db.session.commit()
    return person


def reset(email: str, password: str) -> None:
    """Give a person a new password and no second factor, and end their sessions; raises NotFound."""
    person = db.session.scalar(sa.select(Staff).where(Staff.email == email))
    if person is None:
        raise NotFound
    person.password = hash_password(password)
    person.tf_primary_method = person.tf_totp_secret = person.mf_recovery_codes = None
    person.fs_uniquifier = uuid.uuid4().hex
    db.session.commit()


def _role(name: RoleName) -> Role:
    found = db.session.scalar(sa.select(Role).where(Role.name == name.value))
    return found or Role(name=name.value, permissions=[])
