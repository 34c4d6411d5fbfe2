"""Organisational strength, inspections, documents, meetings, and conditions of decisions to follow up."""

from alembic import op

revision = "0007"
down_revision = "0006"

TABLES = (
    """
    CREATE TABLE strand (
        name TEXT NOT NULL,
        short TEXT NOT NULL,
        position INTEGER NOT NULL,
        retired INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_name_length_strand CHECK (length(name) BETWEEN 1 AND 200),
        CONSTRAINT uq_strand_name UNIQUE (name)
    )
     STRICT
    """,
    """
    CREATE TABLE initiative (
        strand_id INTEGER NOT NULL,
        title TEXT NOT NULL,
        about TEXT NOT NULL,
        owner_post_id INTEGER,
        target INTEGER,
        closed TEXT,
        position INTEGER NOT NULL,
        illustrative INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_title_length_initiative CHECK (length(title) BETWEEN 1 AND 200),
        CONSTRAINT ck_about_length_initiative CHECK (length(about) BETWEEN 0 AND 50000),
        CONSTRAINT ck_target_initiative CHECK (target IS NULL OR target >= 0),
        CONSTRAINT fk_initiative_strand_id FOREIGN KEY(strand_id) REFERENCES strand (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_initiative_owner_post_id FOREIGN KEY(owner_post_id) REFERENCES post (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_initiative_strand_id ON initiative (strand_id)
    """,
    """
    CREATE TABLE initiative_status (
        quarter INTEGER NOT NULL,
        state TEXT NOT NULL,
        note TEXT NOT NULL,
        risk TEXT NOT NULL,
        risk_note TEXT NOT NULL,
        saved INTEGER,
        said_by TEXT NOT NULL,
        initiative_id INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_initiative_status_initiative_id_quarter UNIQUE (initiative_id, quarter),
        CONSTRAINT ck_state_initiative_status CHECK (state IN ('not_known', 'not_started', 'on_track', 'some_concern', 'off_track', 'complete')),
        CONSTRAINT ck_risk_initiative_status CHECK (risk IN ('not_known', 'low', 'medium', 'high')),
        CONSTRAINT ck_note_length_initiative_status CHECK (length(note) BETWEEN 0 AND 50000),
        CONSTRAINT ck_risk_note_length_initiative_status CHECK (length(risk_note) BETWEEN 0 AND 50000),
        CONSTRAINT ck_saved_initiative_status CHECK (saved IS NULL OR saved >= 0),
        CONSTRAINT fk_initiative_status_initiative_id FOREIGN KEY(initiative_id) REFERENCES initiative (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE initiative_milestone (
        title TEXT NOT NULL,
        due TEXT,
        done TEXT,
        initiative_id INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_title_length_initiative_milestone CHECK (length(title) BETWEEN 1 AND 200),
        CONSTRAINT fk_initiative_milestone_initiative_id FOREIGN KEY(initiative_id) REFERENCES initiative (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_initiative_milestone_initiative_id ON initiative_milestone (initiative_id)
    """,
    """
    CREATE TABLE initiative_indicator (
        indicator_id INTEGER NOT NULL,
        initiative_id INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_initiative_indicator_initiative_id_indicator_id UNIQUE (initiative_id, indicator_id),
        CONSTRAINT fk_initiative_indicator_indicator_id FOREIGN KEY(indicator_id) REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_initiative_indicator_initiative_id FOREIGN KEY(initiative_id) REFERENCES initiative (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE inspectorate (
        name TEXT NOT NULL,
        title TEXT NOT NULL,
        subject TEXT NOT NULL,
        department_id INTEGER,
        scale TEXT NOT NULL,
        scale_note TEXT NOT NULL,
        aimed TEXT NOT NULL,
        aim_note TEXT NOT NULL,
        position INTEGER NOT NULL,
        retired INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_name_length_inspectorate CHECK (length(name) BETWEEN 1 AND 200),
        CONSTRAINT ck_subject_length_inspectorate CHECK (length(subject) BETWEEN 0 AND 200),
        CONSTRAINT ck_aim_note_length_inspectorate CHECK (length(aim_note) BETWEEN 0 AND 50000),
        CONSTRAINT uq_inspectorate_name_subject UNIQUE (name, subject),
        CONSTRAINT fk_inspectorate_department_id FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE inspection_result (
        inspectorate_id INTEGER NOT NULL,
        year INTEGER NOT NULL,
        rating TEXT NOT NULL,
        published TEXT,
        source TEXT NOT NULL,
        note TEXT NOT NULL,
        illustrative INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_inspection_result_inspectorate_id_year UNIQUE (inspectorate_id, year),
        CONSTRAINT ck_rating_length_inspection_result CHECK (length(rating) BETWEEN 0 AND 200),
        CONSTRAINT ck_source_length_inspection_result CHECK (length(source) BETWEEN 0 AND 200),
        CONSTRAINT ck_note_length_inspection_result CHECK (length(note) BETWEEN 0 AND 50000),
        CONSTRAINT fk_inspection_result_inspectorate_id FOREIGN KEY(inspectorate_id) REFERENCES inspectorate (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE recommendation (
        inspectorate_id INTEGER NOT NULL,
        year INTEGER NOT NULL,
        title TEXT NOT NULL,
        note TEXT NOT NULL,
        state TEXT NOT NULL,
        owner_post_id INTEGER,
        due TEXT,
        issue_id INTEGER,
        action_id INTEGER,
        reason TEXT NOT NULL,
        illustrative INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_state_recommendation CHECK (state IN ('open', 'taken_up', 'done', 'not_pursued')),
        CONSTRAINT ck_title_length_recommendation CHECK (length(title) BETWEEN 1 AND 200),
        CONSTRAINT ck_note_length_recommendation CHECK (length(note) BETWEEN 0 AND 50000),
        CONSTRAINT ck_reason_length_recommendation CHECK (length(reason) BETWEEN 0 AND 2000),
        CONSTRAINT fk_recommendation_inspectorate_id FOREIGN KEY(inspectorate_id) REFERENCES inspectorate (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_recommendation_owner_post_id FOREIGN KEY(owner_post_id) REFERENCES post (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_recommendation_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_recommendation_action_id FOREIGN KEY(action_id) REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_recommendation_inspectorate_id ON recommendation (inspectorate_id)
    """,
    """
    CREATE INDEX ix_recommendation_issue_id ON recommendation (issue_id)
    """,
    """
    CREATE TABLE document (
        title TEXT NOT NULL,
        file_name TEXT NOT NULL,
        sha256 TEXT,
        place TEXT NOT NULL,
        background INTEGER NOT NULL,
        note TEXT NOT NULL,
        added TEXT NOT NULL,
        added_by TEXT NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_title_length_document CHECK (length(title) BETWEEN 1 AND 200),
        CONSTRAINT ck_file_name_length_document CHECK (length(file_name) BETWEEN 0 AND 120),
        CONSTRAINT ck_place_length_document CHECK (length(place) BETWEEN 0 AND 500),
        CONSTRAINT ck_note_length_document CHECK (length(note) BETWEEN 0 AND 50000),
        CONSTRAINT ck_somewhere_document CHECK (sha256 IS NOT NULL OR place <> ''),
        CONSTRAINT fk_document_sha256 FOREIGN KEY(sha256) REFERENCES blob (sha256) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_document_sha256 ON document (sha256)
    """,
    """
    CREATE TABLE document_link (
        document_id INTEGER NOT NULL,
        issue_id INTEGER,
        decision_id INTEGER,
        result_id INTEGER,
        department_id INTEGER,
        quarter INTEGER,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_one_thing_document_link CHECK ((issue_id IS NOT NULL) + (decision_id IS NOT NULL) + (result_id IS NOT NULL) + (department_id IS NOT NULL) = 1),
        CONSTRAINT ck_quarter_document_link CHECK ((department_id IS NULL) = (quarter IS NULL)),
        CONSTRAINT fk_document_link_document_id FOREIGN KEY(document_id) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_document_link_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_document_link_decision_id FOREIGN KEY(decision_id) REFERENCES decision (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_document_link_result_id FOREIGN KEY(result_id) REFERENCES inspection_result (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_document_link_department_id FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_document_link_document_id ON document_link (document_id)
    """,
    """
    CREATE INDEX ix_document_link_issue_id ON document_link (issue_id)
    """,
    """
    CREATE TABLE meeting (
        title TEXT NOT NULL,
        body_id INTEGER NOT NULL,
        with_body_id INTEGER,
        held_on TEXT NOT NULL,
        state TEXT NOT NULL,
        note TEXT NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_title_length_meeting CHECK (length(title) BETWEEN 1 AND 200),
        CONSTRAINT ck_note_length_meeting CHECK (length(note) BETWEEN 0 AND 50000),
        CONSTRAINT ck_state_meeting CHECK (state IN ('planned', 'held')),
        CONSTRAINT ck_with_body_meeting CHECK (with_body_id IS NULL OR with_body_id <> body_id),
        CONSTRAINT fk_meeting_body_id FOREIGN KEY(body_id) REFERENCES body (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_meeting_with_body_id FOREIGN KEY(with_body_id) REFERENCES body (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_meeting_held_on ON meeting (held_on)
    """,
    """
    CREATE TABLE meeting_item (
        meeting_id INTEGER NOT NULL,
        issue_id INTEGER NOT NULL,
        decision_id INTEGER,
        position INTEGER NOT NULL,
        note TEXT NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_meeting_item_meeting_id_issue_id UNIQUE (meeting_id, issue_id),
        CONSTRAINT ck_note_length_meeting_item CHECK (length(note) BETWEEN 0 AND 50000),
        CONSTRAINT fk_meeting_item_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_meeting_item_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_meeting_item_decision_id FOREIGN KEY(decision_id) REFERENCES decision (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_meeting_item_decision_id ON meeting_item (decision_id)
    """,
    """
    CREATE TABLE meeting_action (
        meeting_id INTEGER NOT NULL,
        action_id INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_meeting_action_meeting_id_action_id UNIQUE (meeting_id, action_id),
        CONSTRAINT fk_meeting_action_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_meeting_action_action_id FOREIGN KEY(action_id) REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE follow_up (
        decision_id INTEGER NOT NULL,
        due TEXT,
        done TEXT,
        note TEXT NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_follow_up_decision_id UNIQUE (decision_id),
        CONSTRAINT ck_note_length_follow_up CHECK (length(note) BETWEEN 0 AND 2000),
        CONSTRAINT fk_follow_up_decision_id FOREIGN KEY(decision_id) REFERENCES decision (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
)


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
    op.execute("PRAGMA user_version = 7")
