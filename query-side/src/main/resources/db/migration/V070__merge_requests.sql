-- The merge request of each requirement. Times are microseconds since 1970; paths are lines of text.
CREATE TABLE merge_request (
    id VARCHAR(160) NOT NULL,
    requirement_id VARCHAR(128) NOT NULL,
    task_id VARCHAR(128) NOT NULL,
    repository_id VARCHAR(128) NOT NULL,
    platform VARCHAR(16) NOT NULL,
    state VARCHAR(16) NOT NULL,
    url VARCHAR(2000),
    number BIGINT,
    title VARCHAR(1000) NOT NULL,
    source_branch VARCHAR(500) NOT NULL,
    target_branch VARCHAR(500) NOT NULL,
    head_commit VARCHAR(64),
    merge_commit VARCHAR(64),
    mergeable BOOLEAN,
    requested_at BIGINT NOT NULL,
    opened_at BIGINT,
    merged_at BIGINT,
    failure_code VARCHAR(64),
    failure_message VARCHAR(4000),
    failure_retryable BOOLEAN NOT NULL,
    failure_retry_at BIGINT,
    failure_paths LONGTEXT,
    PRIMARY KEY (id),
    CONSTRAINT uq_merge_request_requirement UNIQUE (requirement_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX ix_merge_request_number ON merge_request (repository_id, number);
