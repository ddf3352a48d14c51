"""Accounts that were there before the chain of accounts: one spelling each, and the chain begins with them."""

import pytest
import sqlalchemy as sa

from assess import clock
from assess.extensions import db
from assess.store import account_log, accounts
from assess.store.database import migrations


@pytest.mark.usefixtures("any_app")
def test_accounts_of_before_are_taken_over_and_two_of_one_address_are_named() -> None:
    migrations().downgrade("0006")
    named = "id, email, name, active, fs_uniquifier, created_at"
    insert = f"INSERT INTO staff ({named}) VALUES (:id, :email, 'x', :on, :id, :at)"
    for number, email in enumerate(("Saeki@Example.JP", "saeki@example.jp "), 1):
        db.session.execute(sa.text(insert), {"id": number, "email": email, "on": True, "at": clock.now()})
        db.session.execute(
            sa.text("INSERT INTO role (id, name) VALUES (:id, :name)"), {"id": number, "name": f"r{number}"}
        )
        db.session.execute(sa.text("INSERT INTO staff_roles VALUES (:id, :id)"), {"id": number})
    db.session.execute(sa.text("UPDATE role SET name = 'agent' WHERE id = 1"))
    db.session.commit()
    with pytest.raises(
        ValueError, match=r"two staff accounts with one address, Saeki@Example\.JP and saeki@example\.jp "
    ):
        migrations().upgrade()
    db.session.execute(sa.text("UPDATE staff SET email = 'Ohno@example.jp' WHERE id = 2"))
    db.session.execute(sa.text("UPDATE role SET name = 'underwriter' WHERE id = 2"))
    db.session.commit()
    migrations().upgrade()
    assert [(person.email, person.role) for person in accounts.listed()] == [
        ("ohno@example.jp", "underwriter"),
        ("saeki@example.jp", "agent"),
    ]
    assert account_log.broken_at() is None
    assert list(account_log.differing()) == []
