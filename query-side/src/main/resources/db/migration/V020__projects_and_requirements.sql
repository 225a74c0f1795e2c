-- The version of the aggregate that a view shows; it is the ETag of a read.
ALTER TABLE project_details ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE repository_details ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE requirement_details ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE user_details ADD COLUMN version BIGINT NOT NULL DEFAULT 0;

ALTER TABLE project_member ADD COLUMN added_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX project_member_by_age ON project_member (project_id, added_at, user_id);
CREATE INDEX project_details_by_archive ON project_details (archived, created_at, id);

-- Lists of requirements by the last change and by priority, and those of one person.
ALTER TABLE requirement_details ADD COLUMN priority_rank BIGINT NOT NULL DEFAULT 0;
CREATE INDEX requirement_details_by_change ON requirement_details (updated_at, id);
CREATE INDEX requirement_details_by_project_change ON requirement_details (project_id, updated_at, id);
CREATE INDEX requirement_details_by_rank ON requirement_details (priority_rank, created_at, id);
CREATE INDEX requirement_details_by_project_rank ON requirement_details (project_id, priority_rank, created_at, id);
CREATE INDEX requirement_details_by_assignee ON requirement_details (assignee_id, created_at, id);
CREATE INDEX requirement_details_by_author ON requirement_details (created_by, created_at, id);

CREATE TABLE requirement_attachment (
    id VARCHAR(128) NOT NULL,
    requirement_id VARCHAR(128) NOT NULL,
    name VARCHAR(800) NOT NULL,
    artifact VARCHAR(64) NOT NULL,
    size_bytes BIGINT NOT NULL,
    characters INT NOT NULL,
    added_by VARCHAR(128) NOT NULL,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX requirement_attachment_by_requirement ON requirement_attachment (requirement_id, added_at, id);

-- Every event of a requirement, as its history shows it.
CREATE TABLE requirement_history (
    requirement_id VARCHAR(128) NOT NULL,
    version BIGINT NOT NULL,
    kind VARCHAR(32) NOT NULL,
    actor_id VARCHAR(128) NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (requirement_id, version)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What each event made of a field. What the field was before is the row of the same field before this one.
CREATE TABLE requirement_history_change (
    requirement_id VARCHAR(128) NOT NULL,
    field VARCHAR(64) NOT NULL,
    version BIGINT NOT NULL,
    content LONGTEXT,
    PRIMARY KEY (requirement_id, field, version)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX requirement_history_change_by_version ON requirement_history_change (requirement_id, version);

-- The views above have gained columns that only the events can fill: they are made again from the first event.
DELETE FROM project_member;
DELETE FROM project_details;
DELETE FROM repository_details;
DELETE FROM requirement_details;
DELETE FROM user_details;
