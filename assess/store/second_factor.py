"""The second factor: a code of the authenticator works once, whoever sends it again, and what changes is told."""

import sqlalchemy as sa
from flask_security import FSQLALiteUserDatastore, Totp, UserMixin
from passlib.exc import TokenError
from passlib.totp import TotpMatch

from assess.extensions import db
from assess.store import account_log
from assess.store.models import AccountAction, Role, Staff


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


class StaffDatastore(FSQLALiteUserDatastore):
    """Where Flask-Security finds people; a second factor that is set or removed is an event of the account."""

    def tf_set(
        self, user: UserMixin, primary_method: str, totp_secret: str | None = None, phone: str | None = None
    ) -> None:
        """Keep the second factor; called at every sign-in, so only what differs is a change."""
        kept = (user.tf_primary_method, user.tf_totp_secret)
        if kept == (primary_method, totp_secret or user.tf_totp_secret):
            return
        chain = account_log.take()
        super().tf_set(user, primary_method, totp_secret, phone)
        account_log.append(chain, user.email, AccountAction.SECOND_FACTOR_SET, user.email)
        db.session.commit()

    def tf_reset(self, user: UserMixin) -> None:
        """Take the second factor away."""
        chain = account_log.take()
        super().tf_reset(user)
        account_log.append(chain, user.email, AccountAction.SECOND_FACTOR_REMOVED, user.email)
        db.session.commit()


user_datastore = StaffDatastore(db, Staff, Role)
