-- Runs of the agent that only read and answer, and the last analysis of each repository.

CREATE TABLE inspection_details (
    id VARCHAR(128) NOT NULL,
    kind VARCHAR(16) NOT NULL,
    project_id VARCHAR(128) NOT NULL,
    repository_id VARCHAR(128) NOT NULL,
    task_id VARCHAR(128),
    status VARCHAR(16) NOT NULL,
    step VARCHAR(16) NOT NULL,
    attempt INT NOT NULL,
    queued_at BIGINT,
    inspected_commit VARCHAR(64),
    model VARCHAR(256),
    demo BOOLEAN NOT NULL,
    requested_by VARCHAR(128),
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    finished_at BIGINT,
    cancel_requested BOOLEAN NOT NULL,
    attempts_used INT NOT NULL,
    input_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    cache_read_tokens BIGINT NOT NULL,
    cache_creation_tokens BIGINT NOT NULL,
    turns INT NOT NULL,
    cost_usd DECIMAL(18, 8) NOT NULL,
    duration_ms BIGINT NOT NULL,
    failure_code VARCHAR(64),
    failure_step VARCHAR(16),
    failure_message LONGTEXT,
    failure_retryable BOOLEAN NOT NULL,
    raw_answer_artifact VARCHAR(64),
    prompt_artifact VARCHAR(64),
    PRIMARY KEY (id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX inspection_details_by_status ON inspection_details (status);
CREATE INDEX inspection_details_by_repository ON inspection_details (repository_id, status);
CREATE INDEX inspection_details_by_task ON inspection_details (task_id);

CREATE TABLE repository_analysis (
    repository_id VARCHAR(128) NOT NULL,
    status VARCHAR(16) NOT NULL,
    run_id VARCHAR(128) NOT NULL,
    requested_by VARCHAR(128) NOT NULL,
    started_at BIGINT,
    finished_at BIGINT,
    cost_usd DECIMAL(18, 8),
    failure_code VARCHAR(64),
    failure_step VARCHAR(16),
    failure_message LONGTEXT,
    failure_retryable BOOLEAN NOT NULL,
    raw_answer_artifact VARCHAR(64),
    result_artifact VARCHAR(64),
    result_commit VARCHAR(64),
    result_run_id VARCHAR(128),
    result_started_at BIGINT,
    result_finished_at BIGINT,
    result_cost_usd DECIMAL(18, 8),
    PRIMARY KEY (repository_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX repository_analysis_by_run ON repository_analysis (run_id);
