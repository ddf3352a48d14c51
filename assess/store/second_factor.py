"""The second factor: a code of the authenticator works once, whoever sends it again."""

import sqlalchemy as sa
from flask_security import Totp, UserMixin
from passlib.exc import TokenError
from passlib.totp import TotpMatch

from assess.extensions import db
from assess.store.models import Staff


class OnceOnly(Totp):
    """Keeps of each person which code was the last, and takes none twice and none that is older."""

    def get_last_counter(self, user: UserMixin) -> int | None:
        """Return the number of the last code that was taken."""
        with db.engine.connect() as connection:
            return connection.scalar(sa.select(Staff.tf_last_counter).where(Staff.fs_uniquifier == user.fs_uniquifier))

    def set_last_counter(self, user: UserMixin, tmatch: TotpMatch) -> None:
        """Keep the number of a code; raises TokenError where the same code was taken at the same moment."""
        mine = sa.update(Staff).where(
            Staff.fs_uniquifier == user.fs_uniquifier,
            sa.or_(Staff.tf_last_counter.is_(None), Staff.tf_last_counter < tmatch.counter),
        )
        with db.engine.begin() as connection:
            taken = connection.execute(mine.values(tf_last_counter=tmatch.counter))
        if taken.rowcount != 1:
            raise TokenError
