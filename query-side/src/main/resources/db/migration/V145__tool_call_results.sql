-- An entry for each call of a tool has what came of it. The log is a view: it is made again from the events.
DROP TABLE audit_entry;
CREATE TABLE audit_entry (
    seq BIGINT NOT NULL,
    event_id VARCHAR(64) NOT NULL,
    place INT NOT NULL,
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
    call_id VARCHAR(160),
    answered BOOLEAN,
    answer VARCHAR(300),
    PRIMARY KEY (seq)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE UNIQUE INDEX audit_entry_by_event ON audit_entry (event_id, place);
CREATE INDEX audit_entry_by_project ON audit_entry (project_id, seq);
CREATE INDEX audit_entry_by_actor ON audit_entry (actor_id, seq);
CREATE INDEX audit_entry_by_principal ON audit_entry (on_behalf_of, seq);
CREATE INDEX audit_entry_by_action ON audit_entry (action, seq);
CREATE INDEX audit_entry_by_target ON audit_entry (target_id, seq);
CREATE INDEX audit_entry_by_time ON audit_entry (recorded_at, seq);
CREATE INDEX audit_entry_by_call ON audit_entry (target_id, call_id, seq);
DELETE FROM audit_object;
