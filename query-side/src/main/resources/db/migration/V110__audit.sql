-- The audit log: one row for each event that somebody may have to answer for. Times are microseconds since 1970.
CREATE TABLE audit_entry (
    seq BIGINT NOT NULL,
    event_id VARCHAR(64) NOT NULL,
    recorded_at BIGINT NOT NULL,
    action VARCHAR(100) NOT NULL,
    actor_type VARCHAR(16) NOT NULL,
    actor_id VARCHAR(160),
    on_behalf_of VARCHAR(128),
    target_type VARCHAR(40) NOT NULL,
    target_id VARCHAR(160),
    target_label VARCHAR(300),
    project_id VARCHAR(128),
    outcome VARCHAR(16) NOT NULL,
    detail VARCHAR(1000),
    ip VARCHAR(64),
    user_agent VARCHAR(200),
    trace_id VARCHAR(64),
    PRIMARY KEY (seq)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE UNIQUE INDEX audit_entry_by_event ON audit_entry (event_id);
CREATE INDEX audit_entry_by_project ON audit_entry (project_id, seq);
CREATE INDEX audit_entry_by_actor ON audit_entry (actor_id, seq);
CREATE INDEX audit_entry_by_principal ON audit_entry (on_behalf_of, seq);
CREATE INDEX audit_entry_by_action ON audit_entry (action, seq);
CREATE INDEX audit_entry_by_target ON audit_entry (target_id, seq);
CREATE INDEX audit_entry_by_time ON audit_entry (recorded_at, seq);

-- What later events only name: what it is called, which project it belongs to, on whose order it exists.
CREATE TABLE audit_object (
    id VARCHAR(160) NOT NULL,
    type VARCHAR(40) NOT NULL,
    label VARCHAR(300) NOT NULL,
    project_id VARCHAR(128),
    owner_id VARCHAR(128),
    PRIMARY KEY (id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
