"""The second factor: a code of the authenticator works once, whoever sends it again, and what changes is told."""

import sqlalchemy as sa
from flask_security import FSQLALiteUserDatastore, MfRecoveryCodesUtil, Totp, UserMixin
from passlib.exc import TokenError
from passlib.totp import TotpMatch

from assess import limits
from assess.errors import PassRefused
from assess.extensions import db
from assess.store import account_log, codes
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
        user.mf_recovery_codes = None
        account_log.append(chain, user.email, AccountAction.SECOND_FACTOR_REMOVED, user.email)
        db.session.commit()


class RecoveryCodes(MfRecoveryCodesUtil):
    """Codes for the day on which the second factor is lost: each works once, and only its hash is kept."""

    def create_recovery_codes(self, user: UserMixin) -> list[str]:
        """Make a new set in place of the one before, and return it, to be shown this once."""
        made = [codes.make() for _ in range(limits.RECOVERY_CODES)]
        chain = account_log.take()
        user.mf_recovery_codes = [codes.token_hash(code) for code in made]
        account_log.append(chain, user.email, AccountAction.RECOVERY_CODES_MADE, user.email)
        db.session.commit()
        return [codes.spoken(code) for code in made]

    def get_recovery_codes(self, user: UserMixin) -> list[str]:  # noqa: ARG002
        """Return none: they cannot be shown again."""
        return []

    def check_recovery_code(self, user: UserMixin, code: str) -> bool:
        """Say whether a code is one of those that are left."""
        return codes.token_hash(codes.typed(code)) in (user.mf_recovery_codes or ())

    def delete_recovery_code(self, user: UserMixin, code: str) -> bool:
        """Use a code up; raises PassRefused where the same code was used at the same moment."""
        chain, used = account_log.take(), codes.token_hash(codes.typed(code))
        if used not in (user.mf_recovery_codes or ()):
            db.session.rollback()
            raise PassRefused
        left = [kept for kept in user.mf_recovery_codes or () if kept != used]
        user.mf_recovery_codes = left
        account_log.append(chain, user.email, AccountAction.RECOVERY_CODE_USED, user.email, left=len(left))
        db.session.commit()
        return True


user_datastore = StaffDatastore(db, Staff, Role)
