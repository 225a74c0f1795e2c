-- What statistics are made of: a small row for each generation, with what was said of its change, and for each requirement.
CREATE TABLE statistics_generation (
    task_id VARCHAR(128) NOT NULL,
    requirement_id VARCHAR(128) NOT NULL,
    project_id VARCHAR(128) NOT NULL,
    requested_by VARCHAR(128) NOT NULL,
    requested_at BIGINT NOT NULL,
    round_number INT NOT NULL,
    model VARCHAR(256),
    outcome VARCHAR(16) NOT NULL,
    failure_code VARCHAR(64),
    started_at BIGINT,
    ended_at BIGINT,
    cost_usd DECIMAL(18, 8) NOT NULL,
    input_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    cache_read_tokens BIGINT NOT NULL,
    cache_creation_tokens BIGINT NOT NULL,
    first_verdict VARCHAR(16),
    ai_score INT,
    ai_objected BOOLEAN,
    PRIMARY KEY (task_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX statistics_generation_by_age ON statistics_generation (requested_at);
CREATE INDEX statistics_generation_by_project ON statistics_generation (project_id, requested_at);

CREATE TABLE statistics_requirement (
    requirement_id VARCHAR(128) NOT NULL,
    project_id VARCHAR(128) NOT NULL,
    requirement_key VARCHAR(64) NOT NULL,
    title VARCHAR(1000) NOT NULL,
    status VARCHAR(24) NOT NULL,
    submitted_at BIGINT NOT NULL,
    ended_at BIGINT,
    delivered_task_id VARCHAR(128),
    PRIMARY KEY (requirement_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX statistics_requirement_by_status ON statistics_requirement (project_id, status);
CREATE INDEX statistics_requirement_by_end ON statistics_requirement (ended_at);

CREATE TABLE statistics_board_limit (
    project_id VARCHAR(128) NOT NULL,
    status VARCHAR(24) NOT NULL,
    most INT NOT NULL,
    PRIMARY KEY (project_id, status)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The lists behind the figures: generations and requirements are read from the events again.
DELETE FROM generation_details;
ALTER TABLE generation_details ADD COLUMN first_verdict VARCHAR(16);
ALTER TABLE generation_details ADD COLUMN ai_objected BOOLEAN;
DELETE FROM requirement_details;
DELETE FROM requirement_attachment;
DELETE FROM requirement_run;
ALTER TABLE requirement_details ADD COLUMN ended_at BIGINT;
CREATE INDEX requirement_details_by_end ON requirement_details (ended_at);
