"""The yearly refresh, the two judged scales of an issue, partners' dependency and their own targets."""

from alembic import op

revision = "0010"
down_revision = "0009"

TABLES = (
    """
    CREATE TABLE refresh_line (
        plan_id INTEGER NOT NULL,
        issue_id INTEGER NOT NULL,
        proposed TEXT NOT NULL,
        course TEXT NOT NULL,
        target TEXT,
        reason TEXT NOT NULL,
        exception_reason TEXT NOT NULL,
        criteria_reason TEXT NOT NULL,
        growth_reason TEXT NOT NULL,
        waivers TEXT NOT NULL,
        title TEXT NOT NULL,
        decision_id INTEGER,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_refresh_line_plan_id_issue_id UNIQUE (plan_id, issue_id),
        CONSTRAINT ck_proposed_refresh_line CHECK (proposed IN ('undecided', 'stays', 'enters', 'leaves', 'waits')),
        CONSTRAINT ck_course_refresh_line CHECK (course IN ('undecided', 'stays', 'enters', 'leaves', 'waits')),
        CONSTRAINT ck_target_refresh_line CHECK (target IN ('hot_list', 'improvement_plan', 'outcomes', 'left')),
        CONSTRAINT ck_reason_length_refresh_line CHECK (length(reason) BETWEEN 0 AND 2000),
        CONSTRAINT ck_exception_reason_length_refresh_line CHECK (length(exception_reason) BETWEEN 0 AND 2000),
        CONSTRAINT ck_criteria_reason_length_refresh_line CHECK (length(criteria_reason) BETWEEN 0 AND 2000),
        CONSTRAINT ck_growth_reason_length_refresh_line CHECK (length(growth_reason) BETWEEN 0 AND 2000),
        CONSTRAINT ck_title_length_refresh_line CHECK (length(title) BETWEEN 0 AND 200),
        CONSTRAINT fk_refresh_line_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_refresh_line_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_refresh_line_decision_id FOREIGN KEY(decision_id) REFERENCES decision (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_refresh_line_issue_id ON refresh_line (issue_id)
    """,
    """
    CREATE TABLE partner_target (
        partner_id INTEGER NOT NULL,
        issue_id INTEGER,
        indicator_id INTEGER,
        title TEXT NOT NULL,
        measure TEXT NOT NULL,
        period INTEGER,
        target REAL,
        source TEXT NOT NULL,
        position INTEGER NOT NULL,
        retired INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_title_length_partner_target CHECK (length(title) BETWEEN 1 AND 200),
        CONSTRAINT ck_measure_length_partner_target CHECK (length(measure) BETWEEN 0 AND 200),
        CONSTRAINT ck_source_length_partner_target CHECK (length(source) BETWEEN 0 AND 50000),
        CONSTRAINT fk_partner_target_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_partner_target_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_partner_target_indicator_id FOREIGN KEY(indicator_id) REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_partner_target_issue_id ON partner_target (issue_id)
    """,
    """
    CREATE INDEX ix_partner_target_partner_id ON partner_target (partner_id)
    """,
)

# Tables made anew, so that the text of their definition stays clean. New columns of text hold nothing yet.
REMADE = (
    (
        "issue",
        """
        CREATE TABLE issue (
            title TEXT NOT NULL,
            position INTEGER NOT NULL,
            aim_id INTEGER,
            department_id INTEGER,
            lead_post_id INTEGER,
            portfolio_id INTEGER,
            responsibility TEXT,
            control TEXT,
            shift_years INTEGER,
            laa_overlap TEXT NOT NULL,
            achieve TEXT NOT NULL,
            ambition TEXT NOT NULL,
            action_plan TEXT NOT NULL,
            resources TEXT NOT NULL,
            budget_link TEXT NOT NULL,
            service_plan_link TEXT NOT NULL,
            progress TEXT NOT NULL,
            risk_note TEXT NOT NULL,
            next_step TEXT NOT NULL,
            horizon TEXT NOT NULL,
            hot_list_reason TEXT,
            equality TEXT NOT NULL,
            community_safety TEXT NOT NULL,
            sustainability TEXT NOT NULL,
            cip_link TEXT NOT NULL,
            origin TEXT NOT NULL,
            origin_note TEXT NOT NULL,
            evidence_performance TEXT NOT NULL,
            evidence_comparison TEXT NOT NULL,
            evidence_public TEXT NOT NULL,
            evidence_partnership TEXT NOT NULL,
            evidence_inspection TEXT NOT NULL,
            review_date TEXT,
            importance INTEGER,
            need INTEGER,
            scales_note TEXT DEFAULT '' NOT NULL,
            illustrative INTEGER NOT NULL,
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            version INTEGER NOT NULL,
            CONSTRAINT ck_title_length_issue CHECK (length(title) BETWEEN 1 AND 200),
            CONSTRAINT ck_title_blank_issue CHECK (trim(title) <> ''),
            CONSTRAINT ck_shift_years_issue CHECK (shift_years IS NULL OR shift_years BETWEEN 0 AND 20),
            CONSTRAINT ck_importance_issue CHECK (importance IS NULL OR importance BETWEEN 1 AND 5),
            CONSTRAINT ck_need_issue CHECK (need IS NULL OR need BETWEEN 1 AND 5),
            CONSTRAINT ck_notes_length_issue CHECK (length(laa_overlap) <= 50000 AND length(achieve) <= 50000 AND length(ambition) <= 50000 AND length(action_plan) <= 50000 AND length(resources) <= 50000 AND length(budget_link) <= 50000 AND length(service_plan_link) <= 50000 AND length(progress) <= 50000 AND length(risk_note) <= 50000 AND length(next_step) <= 50000 AND length(horizon) <= 50000 AND length(equality) <= 50000 AND length(community_safety) <= 50000 AND length(sustainability) <= 50000 AND length(cip_link) <= 50000 AND length(origin_note) <= 50000 AND length(evidence_performance) <= 50000 AND length(evidence_comparison) <= 50000 AND length(evidence_public) <= 50000 AND length(evidence_partnership) <= 50000 AND length(evidence_inspection) <= 50000 AND length(scales_note) <= 50000),
            CONSTRAINT fk_issue_aim_id FOREIGN KEY(aim_id) REFERENCES aim (id) DEFERRABLE INITIALLY DEFERRED,
            CONSTRAINT fk_issue_department_id FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED,
            CONSTRAINT fk_issue_lead_post_id FOREIGN KEY(lead_post_id) REFERENCES post (id) DEFERRABLE INITIALLY DEFERRED,
            CONSTRAINT fk_issue_portfolio_id FOREIGN KEY(portfolio_id) REFERENCES portfolio (id) DEFERRABLE INITIALLY DEFERRED
        )
         STRICT
        """,
    ),
    (
        "issue_partner",
        """
        CREATE TABLE issue_partner (
            partner_id INTEGER NOT NULL,
            dependency TEXT DEFAULT '' NOT NULL,
            issue_id INTEGER NOT NULL,
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            version INTEGER NOT NULL,
            CONSTRAINT uq_issue_partner_issue_id_partner_id UNIQUE (issue_id, partner_id),
            CONSTRAINT ck_dependency_length_issue_partner CHECK (length(dependency) BETWEEN 0 AND 50000),
            CONSTRAINT fk_issue_partner_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED,
            CONSTRAINT fk_issue_partner_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED
        )
         STRICT
        """,
    ),
    (
        "plan",
        """
        CREATE TABLE "plan" (
            name TEXT NOT NULL,
            year INTEGER NOT NULL,
            state TEXT NOT NULL,
            state_label TEXT NOT NULL,
            body_id INTEGER,
            approved_on TEXT,
            minute TEXT DEFAULT '' NOT NULL,
            reason TEXT DEFAULT '' NOT NULL,
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            version INTEGER NOT NULL,
            CONSTRAINT ck_name_length_plan CHECK (length(name) BETWEEN 1 AND 200),
            CONSTRAINT ck_state_plan CHECK (state IN ('draft', 'approved')),
            CONSTRAINT ck_reason_length_plan CHECK (length(reason) BETWEEN 0 AND 2000),
            CONSTRAINT uq_plan_year UNIQUE (year),
            CONSTRAINT fk_plan_body_id FOREIGN KEY(body_id) REFERENCES body (id) DEFERRABLE INITIALLY DEFERRED
        )
         STRICT
        """,
    ),
    (
        "target",
        """
        CREATE TABLE target (
            indicator_id INTEGER NOT NULL,
            period INTEGER NOT NULL,
            value REAL,
            floor REAL,
            rationale TEXT NOT NULL,
            reviewed TEXT,
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            version INTEGER NOT NULL,
            CONSTRAINT uq_target_indicator_id_period UNIQUE (indicator_id, period),
            CONSTRAINT ck_rationale_length_target CHECK (length(rationale) BETWEEN 0 AND 50000),
            CONSTRAINT fk_target_indicator_id FOREIGN KEY(indicator_id) REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED
        )
         STRICT
        """,
    ),
)
INDEXES = ("CREATE INDEX ix_issue_aim_id ON issue (aim_id)",)


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
    for table, definition in REMADE:
        _remake(table, definition)
    for statement in INDEXES:
        op.execute(statement)
    op.execute("PRAGMA user_version = 10")


def _remake(table: str, definition: str) -> None:
    """The numbers go on where they were."""
    found = op.get_bind().exec_driver_sql(f'PRAGMA table_info("{table}")').fetchall()
    columns = ", ".join(row[1] for row in found)
    op.execute(f'CREATE TABLE {table}_before AS SELECT * FROM "{table}"')  # noqa: S608 - our own names
    op.execute(f"CREATE TABLE {table}_number AS SELECT seq FROM sqlite_sequence WHERE name = '{table}'")  # noqa: S608
    op.execute(f'DROP TABLE "{table}"')
    op.execute(definition)
    op.execute(f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM {table}_before ORDER BY id')  # noqa: S608 - our own names
    op.execute(f"DELETE FROM sqlite_sequence WHERE name = '{table}'")  # noqa: S608
    op.execute(f"INSERT INTO sqlite_sequence (name, seq) SELECT '{table}', seq FROM {table}_number")  # noqa: S608
    op.execute(f"DROP TABLE {table}_before")
    op.execute(f"DROP TABLE {table}_number")
