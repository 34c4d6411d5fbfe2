"""The first schema."""

from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    """
    CREATE TABLE aim (
        name TEXT NOT NULL,
        short TEXT NOT NULL,
        position INTEGER NOT NULL,
        retired INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_name_length_aim CHECK (length(name) BETWEEN 1 AND 200),
        CONSTRAINT uq_aim_name UNIQUE (name)
    )
     STRICT
    """,
    """
    CREATE TABLE body (
        title TEXT NOT NULL,
        authority TEXT NOT NULL,
        name TEXT NOT NULL,
        short TEXT NOT NULL,
        position INTEGER NOT NULL,
        retired INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_name_length_body CHECK (length(name) BETWEEN 1 AND 200),
        CONSTRAINT uq_body_name UNIQUE (name),
        CONSTRAINT ck_authority_body CHECK (authority IN ('interim', 'confirms'))
    )
     STRICT
    """,
    """
    CREATE TABLE comparator (
        name TEXT NOT NULL,
        short TEXT NOT NULL,
        position INTEGER NOT NULL,
        retired INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_name_length_comparator CHECK (length(name) BETWEEN 1 AND 200),
        CONSTRAINT uq_comparator_name UNIQUE (name)
    )
     STRICT
    """,
    """
    CREATE TABLE department (
        name TEXT NOT NULL,
        short TEXT NOT NULL,
        position INTEGER NOT NULL,
        retired INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_name_length_department CHECK (length(name) BETWEEN 1 AND 200),
        CONSTRAINT uq_department_name UNIQUE (name)
    )
     STRICT
    """,
    """
    CREATE TABLE draft (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        place TEXT NOT NULL,
        body TEXT NOT NULL,
        at TEXT NOT NULL,
        CONSTRAINT ck_body_length_draft CHECK (length(body) BETWEEN 0 AND 50000),
        CONSTRAINT uq_draft_place UNIQUE (place)
    )
     STRICT
    """,
    """
    CREATE TABLE glossary (
        meaning TEXT NOT NULL,
        verified INTEGER NOT NULL,
        name TEXT NOT NULL,
        short TEXT NOT NULL,
        position INTEGER NOT NULL,
        retired INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_name_length_glossary CHECK (length(name) BETWEEN 1 AND 200),
        CONSTRAINT uq_glossary_name UNIQUE (name)
    )
     STRICT
    """,
    """
    CREATE TABLE history (
        seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        op_id TEXT NOT NULL,
        at TEXT NOT NULL,
        account TEXT NOT NULL,
        post TEXT NOT NULL,
        label TEXT NOT NULL,
        reason TEXT NOT NULL,
        kind TEXT NOT NULL,
        undoes INTEGER,
        payload TEXT,
        payload_sha TEXT NOT NULL,
        prev TEXT NOT NULL,
        head TEXT NOT NULL,
        CONSTRAINT uq_history_op_id UNIQUE (op_id)
    )
     STRICT
    """,
    """
    CREATE TABLE history_touch (
        noun TEXT NOT NULL,
        "row" INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        CONSTRAINT pk_history_touch PRIMARY KEY (noun, "row", seq)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE locality (
        name TEXT NOT NULL,
        short TEXT NOT NULL,
        position INTEGER NOT NULL,
        retired INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_name_length_locality CHECK (length(name) BETWEEN 1 AND 200),
        CONSTRAINT uq_locality_name UNIQUE (name)
    )
     STRICT
    """,
    """
    CREATE TABLE meta (
        "key" TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT pk_meta PRIMARY KEY ("key")
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE partner (
        name TEXT NOT NULL,
        short TEXT NOT NULL,
        position INTEGER NOT NULL,
        retired INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_name_length_partner CHECK (length(name) BETWEEN 1 AND 200),
        CONSTRAINT uq_partner_name UNIQUE (name)
    )
     STRICT
    """,
    """
    CREATE TABLE "plan" (
        name TEXT NOT NULL,
        year INTEGER NOT NULL,
        state TEXT NOT NULL,
        state_label TEXT NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_name_length_plan CHECK (length(name) BETWEEN 1 AND 200),
        CONSTRAINT ck_state_plan CHECK (state IN ('draft', 'approved')),
        CONSTRAINT uq_plan_year UNIQUE (year)
    )
     STRICT
    """,
    """
    CREATE TABLE portfolio (
        name TEXT NOT NULL,
        short TEXT NOT NULL,
        position INTEGER NOT NULL,
        retired INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_name_length_portfolio CHECK (length(name) BETWEEN 1 AND 200),
        CONSTRAINT uq_portfolio_name UNIQUE (name)
    )
     STRICT
    """,
    """
    CREATE TABLE post (
        name TEXT NOT NULL,
        short TEXT NOT NULL,
        position INTEGER NOT NULL,
        retired INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_name_length_post CHECK (length(name) BETWEEN 1 AND 80),
        CONSTRAINT uq_post_name UNIQUE (name)
    )
     STRICT
    """,
    """
    CREATE TABLE quarter (
        period INTEGER NOT NULL,
        frozen INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_quarter_period UNIQUE (period)
    )
     STRICT
    """,
    """
    CREATE TABLE saved_view (
        page TEXT NOT NULL,
        name TEXT NOT NULL,
        body TEXT NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_saved_view_page_name UNIQUE (page, name),
        CONSTRAINT ck_name_length_saved_view CHECK (length(name) BETWEEN 1 AND 80)
    )
     STRICT
    """,
    """
    CREATE TABLE setting (
        "key" TEXT NOT NULL,
        value TEXT NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_setting_key UNIQUE ("key")
    )
     STRICT
    """,
    """
    CREATE TABLE strategy_link (
        name TEXT NOT NULL,
        short TEXT NOT NULL,
        position INTEGER NOT NULL,
        retired INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_name_length_strategy_link CHECK (length(name) BETWEEN 1 AND 200),
        CONSTRAINT uq_strategy_link_name UNIQUE (name)
    )
     STRICT
    """,
    """
    CREATE TABLE theme (
        name TEXT NOT NULL,
        short TEXT NOT NULL,
        position INTEGER NOT NULL,
        retired INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_name_length_theme CHECK (length(name) BETWEEN 1 AND 200),
        CONSTRAINT uq_theme_name UNIQUE (name)
    )
     STRICT
    """,
    """
    CREATE TABLE indicator (
        code TEXT NOT NULL,
        title TEXT NOT NULL,
        definition TEXT NOT NULL,
        unit TEXT NOT NULL,
        decimals INTEGER NOT NULL,
        polarity TEXT NOT NULL,
        frequency TEXT NOT NULL,
        year_kind TEXT NOT NULL,
        shape TEXT NOT NULL,
        rag_rule TEXT NOT NULL,
        rag_tolerance REAL NOT NULL,
        department_id INTEGER,
        post_id INTEGER,
        national_code TEXT NOT NULL,
        successor_id INTEGER,
        least_count INTEGER NOT NULL,
        source TEXT NOT NULL,
        retired TEXT,
        illustrative INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_code_length_indicator CHECK (length(code) BETWEEN 1 AND 20),
        CONSTRAINT ck_title_length_indicator CHECK (length(title) BETWEEN 1 AND 200),
        CONSTRAINT ck_definition_length_indicator CHECK (length(definition) BETWEEN 0 AND 50000),
        CONSTRAINT ck_polarity_indicator CHECK (polarity IN ('higher', 'lower', 'band', 'none')),
        CONSTRAINT ck_frequency_indicator CHECK (frequency IN ('monthly', 'quarterly', 'termly', 'annual', 'two_yearly')),
        CONSTRAINT ck_year_kind_indicator CHECK (year_kind IN ('financial', 'academic', 'calendar')),
        CONSTRAINT ck_shape_indicator CHECK (shape IN ('snapshot', 'cumulative', 'rolling', 'survey', 'ordinal')),
        CONSTRAINT ck_decimals_indicator CHECK (decimals BETWEEN 0 AND 6),
        CONSTRAINT uq_indicator_code UNIQUE (code),
        CONSTRAINT fk_indicator_department_id FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_indicator_post_id FOREIGN KEY(post_id) REFERENCES post (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_indicator_successor_id FOREIGN KEY(successor_id) REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
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
        illustrative INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_title_length_issue CHECK (length(title) BETWEEN 1 AND 200),
        CONSTRAINT ck_title_blank_issue CHECK (trim(title) <> ''),
        CONSTRAINT ck_shift_years_issue CHECK (shift_years IS NULL OR shift_years BETWEEN 0 AND 20),
        CONSTRAINT ck_notes_length_issue CHECK (length(laa_overlap) <= 50000 AND length(achieve) <= 50000 AND length(ambition) <= 50000 AND length(action_plan) <= 50000 AND length(resources) <= 50000 AND length(budget_link) <= 50000 AND length(service_plan_link) <= 50000 AND length(progress) <= 50000 AND length(risk_note) <= 50000 AND length(next_step) <= 50000 AND length(horizon) <= 50000 AND length(equality) <= 50000 AND length(community_safety) <= 50000 AND length(sustainability) <= 50000 AND length(cip_link) <= 50000 AND length(origin_note) <= 50000 AND length(evidence_performance) <= 50000 AND length(evidence_comparison) <= 50000 AND length(evidence_public) <= 50000 AND length(evidence_partnership) <= 50000 AND length(evidence_inspection) <= 50000),
        CONSTRAINT fk_issue_aim_id FOREIGN KEY(aim_id) REFERENCES aim (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_issue_department_id FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_issue_lead_post_id FOREIGN KEY(lead_post_id) REFERENCES post (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_issue_portfolio_id FOREIGN KEY(portfolio_id) REFERENCES portfolio (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_issue_aim_id ON issue (aim_id)
    """,
    """
    CREATE TABLE action (
        issue_id INTEGER NOT NULL,
        title TEXT NOT NULL,
        owner_post_id INTEGER,
        due TEXT,
        progress INTEGER NOT NULL,
        note TEXT NOT NULL,
        milestones TEXT NOT NULL,
        closed TEXT,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_title_length_action CHECK (length(title) BETWEEN 1 AND 200),
        CONSTRAINT ck_note_length_action CHECK (length(note) BETWEEN 0 AND 50000),
        CONSTRAINT ck_progress_action CHECK (progress BETWEEN 0 AND 100),
        CONSTRAINT fk_action_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_action_owner_post_id FOREIGN KEY(owner_post_id) REFERENCES post (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_action_issue_id ON action (issue_id)
    """,
    """
    CREATE TABLE comparator_value (
        indicator_id INTEGER NOT NULL,
        comparator_id INTEGER NOT NULL,
        period INTEGER NOT NULL,
        value REAL,
        source TEXT NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_comparator_value_indicator_id_comparator_id_period UNIQUE (indicator_id, comparator_id, period),
        CONSTRAINT fk_comparator_value_indicator_id FOREIGN KEY(indicator_id) REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_comparator_value_comparator_id FOREIGN KEY(comparator_id) REFERENCES comparator (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE criterion_answer (
        issue_id INTEGER NOT NULL,
        "key" TEXT NOT NULL,
        met INTEGER,
        evidence TEXT NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_criterion_answer_issue_id_key UNIQUE (issue_id, "key"),
        CONSTRAINT ck_key_criterion_answer CHECK (key IN ('significant', 'cross_cutting', 'outcome', 'priority', 'core_business')),
        CONSTRAINT ck_evidence_length_criterion_answer CHECK (length(evidence) BETWEEN 0 AND 50000),
        CONSTRAINT fk_criterion_answer_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE decision (
        issue_id INTEGER NOT NULL,
        stage TEXT NOT NULL,
        origin TEXT,
        target TEXT NOT NULL,
        rule TEXT NOT NULL,
        quarter INTEGER NOT NULL,
        effective INTEGER NOT NULL,
        body_id INTEGER,
        decided_on TEXT,
        minute TEXT NOT NULL,
        reason TEXT NOT NULL,
        exception_reason TEXT NOT NULL,
        criteria_reason TEXT NOT NULL,
        growth_reason TEXT NOT NULL,
        condition TEXT NOT NULL,
        waivers TEXT NOT NULL,
        proposed_by TEXT NOT NULL,
        proposed_on TEXT NOT NULL,
        evidence TEXT NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_stage_decision CHECK (stage IN ('proposed', 'interim', 'confirmed', 'refused', 'withdrawn')),
        CONSTRAINT ck_target_decision CHECK (target IN ('hot_list', 'improvement_plan', 'outcomes', 'left')),
        CONSTRAINT ck_reason_length_decision CHECK (length(reason) BETWEEN 0 AND 2000),
        CONSTRAINT ck_exception_reason_length_decision CHECK (length(exception_reason) BETWEEN 0 AND 2000),
        CONSTRAINT fk_decision_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_decision_body_id FOREIGN KEY(body_id) REFERENCES body (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_decision_issue_id ON decision (issue_id)
    """,
    """
    CREATE INDEX ix_decision_stage ON decision (stage)
    """,
    """
    CREATE TABLE indicator_event (
        indicator_id INTEGER NOT NULL,
        period INTEGER NOT NULL,
        title TEXT NOT NULL,
        definition_break INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_title_length_indicator_event CHECK (length(title) BETWEEN 1 AND 200),
        CONSTRAINT fk_indicator_event_indicator_id FOREIGN KEY(indicator_id) REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_indicator_event_indicator_id ON indicator_event (indicator_id)
    """,
    """
    CREATE TABLE issue_department (
        department_id INTEGER NOT NULL,
        issue_id INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_issue_department_issue_id_department_id UNIQUE (issue_id, department_id),
        CONSTRAINT fk_issue_department_department_id FOREIGN KEY(department_id) REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_issue_department_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE issue_indicator (
        issue_id INTEGER NOT NULL,
        indicator_id INTEGER NOT NULL,
        lead INTEGER NOT NULL,
        position INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_issue_indicator_issue_id_indicator_id UNIQUE (issue_id, indicator_id),
        CONSTRAINT fk_issue_indicator_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_issue_indicator_indicator_id FOREIGN KEY(indicator_id) REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_issue_indicator_indicator_id ON issue_indicator (indicator_id)
    """,
    """
    CREATE TABLE issue_locality (
        locality_id INTEGER NOT NULL,
        issue_id INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_issue_locality_issue_id_locality_id UNIQUE (issue_id, locality_id),
        CONSTRAINT fk_issue_locality_locality_id FOREIGN KEY(locality_id) REFERENCES locality (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_issue_locality_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE issue_partner (
        partner_id INTEGER NOT NULL,
        issue_id INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_issue_partner_issue_id_partner_id UNIQUE (issue_id, partner_id),
        CONSTRAINT fk_issue_partner_partner_id FOREIGN KEY(partner_id) REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_issue_partner_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE issue_strategy_link (
        strategy_link_id INTEGER NOT NULL,
        issue_id INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_issue_strategy_link_issue_id_strategy_link_id UNIQUE (issue_id, strategy_link_id),
        CONSTRAINT fk_issue_strategy_link_strategy_link_id FOREIGN KEY(strategy_link_id) REFERENCES strategy_link (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_issue_strategy_link_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE issue_tag (
        tag TEXT NOT NULL,
        issue_id INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_issue_tag_issue_id_tag UNIQUE (issue_id, tag),
        CONSTRAINT ck_tag_length_issue_tag CHECK (length(tag) BETWEEN 1 AND 80),
        CONSTRAINT fk_issue_tag_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_issue_tag_tag ON issue_tag (tag)
    """,
    """
    CREATE TABLE issue_theme (
        theme_id INTEGER NOT NULL,
        issue_id INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_issue_theme_issue_id_theme_id UNIQUE (issue_id, theme_id),
        CONSTRAINT fk_issue_theme_theme_id FOREIGN KEY(theme_id) REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_issue_theme_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE not_now (
        issue_id INTEGER NOT NULL,
        rule TEXT NOT NULL,
        until TEXT NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT fk_not_now_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_not_now_issue_id ON not_now (issue_id)
    """,
    """
    CREATE TABLE readiness_answer (
        issue_id INTEGER NOT NULL,
        "key" TEXT NOT NULL,
        met INTEGER,
        evidence TEXT NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_readiness_answer_issue_id_key UNIQUE (issue_id, "key"),
        CONSTRAINT ck_key_readiness_answer CHECK (key IN ('outcome', 'measures', 'targets', 'focus', 'lead', 'resources')),
        CONSTRAINT ck_evidence_length_readiness_answer CHECK (length(evidence) BETWEEN 0 AND 50000),
        CONSTRAINT fk_readiness_answer_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE reading (
        indicator_id INTEGER NOT NULL,
        locality_id INTEGER NOT NULL,
        period INTEGER NOT NULL,
        value REAL,
        numerator REAL,
        denominator REAL,
        status TEXT NOT NULL,
        note TEXT NOT NULL,
        source TEXT NOT NULL,
        recorded TEXT NOT NULL,
        recorded_by TEXT NOT NULL,
        illustrative INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_status_reading CHECK (status IN ('provisional', 'final', 'restated')),
        CONSTRAINT ck_note_length_reading CHECK (length(note) BETWEEN 0 AND 50000),
        CONSTRAINT fk_reading_indicator_id FOREIGN KEY(indicator_id) REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_reading_locality_id FOREIGN KEY(locality_id) REFERENCES locality (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_reading_indicator_id_locality_id_period ON reading (indicator_id, locality_id, period)
    """,
    """
    CREATE TABLE risk (
        issue_id INTEGER NOT NULL,
        title TEXT NOT NULL,
        likelihood INTEGER NOT NULL,
        impact INTEGER NOT NULL,
        mitigation TEXT NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_title_length_risk CHECK (length(title) BETWEEN 1 AND 200),
        CONSTRAINT ck_mitigation_length_risk CHECK (length(mitigation) BETWEEN 0 AND 50000),
        CONSTRAINT ck_likelihood_risk CHECK (likelihood BETWEEN 1 AND 5),
        CONSTRAINT ck_impact_risk CHECK (impact BETWEEN 1 AND 5),
        CONSTRAINT fk_risk_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_risk_issue_id ON risk (issue_id)
    """,
    """
    CREATE TABLE target (
        indicator_id INTEGER NOT NULL,
        period INTEGER NOT NULL,
        value REAL,
        floor REAL,
        rationale TEXT NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT uq_target_indicator_id_period UNIQUE (indicator_id, period),
        CONSTRAINT ck_rationale_length_target CHECK (length(rationale) BETWEEN 0 AND 50000),
        CONSTRAINT fk_target_indicator_id FOREIGN KEY(indicator_id) REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE current_reading (
        locality_id INTEGER NOT NULL,
        period INTEGER NOT NULL,
        indicator_id INTEGER NOT NULL,
        reading_id INTEGER NOT NULL,
        value REAL,
        numerator REAL,
        denominator REAL,
        status TEXT NOT NULL,
        CONSTRAINT pk_current_reading PRIMARY KEY (locality_id, period, indicator_id),
        CONSTRAINT fk_current_reading_reading_id FOREIGN KEY(reading_id) REFERENCES reading (id) DEFERRABLE INITIALLY DEFERRED
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE placement (
        issue_id INTEGER NOT NULL,
        category TEXT NOT NULL,
        effective INTEGER NOT NULL,
        decision_id INTEGER,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        CONSTRAINT ck_category_placement CHECK (category IN ('hot_list', 'improvement_plan', 'outcomes', 'left')),
        CONSTRAINT fk_placement_issue_id FOREIGN KEY(issue_id) REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_placement_decision_id FOREIGN KEY(decision_id) REFERENCES decision (id) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE INDEX ix_placement_issue_id_effective ON placement (issue_id, effective)
    """,
)

TRIGGERS = (
    """
    CREATE TRIGGER history_is_kept BEFORE DELETE ON history
    BEGIN SELECT raise(ABORT, 'history is append-only'); END
    """,
    """
    CREATE TRIGGER history_is_not_edited BEFORE UPDATE ON history
    WHEN NOT (new.payload IS NULL AND new.seq = old.seq AND new.op_id = old.op_id AND new.at = old.at
        AND new.account = old.account AND new.post = old.post AND new.label = old.label AND new.reason = old.reason
        AND new.kind = old.kind AND new.undoes IS old.undoes AND new.payload_sha = old.payload_sha
        AND new.prev = old.prev AND new.head = old.head)
    BEGIN SELECT raise(ABORT, 'history is append-only'); END
    """,
)


def upgrade() -> None:
    for statement in TABLES + TRIGGERS:
        op.execute(statement)
    op.execute("PRAGMA application_id = 1146312003")
    op.execute("PRAGMA user_version = 1")
