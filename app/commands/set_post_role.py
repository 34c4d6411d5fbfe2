"""Say what a post may do with self-assessments: of its department, as Chief Officer, or for the whole council."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.assessment import PostRoleRow
from app.models.lists import Department, Post
from app.rules.assessment_stages import Role
from app.rules.errors import Problem, Refused


@dataclass(frozen=True)
class SetPostRole:
    """`held` False takes the role away. `department_id` None for the Corporate Performance Team alone."""

    post_id: int
    role: Role
    department_id: int | None = None
    held: bool = True
    label: str = "Change what a post may do"

    def do(self, session: Session) -> None:
        if session.get(Post, self.post_id) is None:
            raise Refused(Problem("gone", {"noun": "post", "id": self.post_id}))
        if (self.role is Role.TEAM) != (self.department_id is None) or (
            self.department_id is not None and session.get(Department, self.department_id) is None
        ):
            raise Refused(Problem("gone", {"noun": "department", "id": self.department_id or 0}))
        same_department = (
            PostRoleRow.department_id.is_(None)
            if self.department_id is None
            else PostRoleRow.department_id == self.department_id
        )
        row = session.scalar(
            select(PostRoleRow).where(
                PostRoleRow.post_id == self.post_id, PostRoleRow.role == self.role, same_department
            )
        )
        if self.held and row is None:
            session.add(PostRoleRow(post_id=self.post_id, role=self.role, department_id=self.department_id))
        elif not self.held and row is not None:
            session.delete(row)
