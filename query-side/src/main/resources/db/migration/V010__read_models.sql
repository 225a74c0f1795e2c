-- Read models: rebuilt from the events at any time. Instants are microseconds since 1970 in BIGINT columns, which is exact
-- on every database. The binary collation makes ids, keys and cursors compare the same everywhere.

CREATE TABLE user_details (
    id VARCHAR(128) NOT NULL,
    name VARCHAR(400) NOT NULL,
    email VARCHAR(320) NOT NULL,
    avatar_url VARCHAR(2000),
    platform_role VARCHAR(16),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX user_details_by_email ON user_details (email);

CREATE TABLE project_details (
    id VARCHAR(128) NOT NULL,
    project_key VARCHAR(32) NOT NULL,
    name VARCHAR(400) NOT NULL,
    description LONGTEXT,
    archived BOOLEAN NOT NULL,
    demo BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX project_details_by_age ON project_details (created_at, id);

CREATE TABLE project_member (
    project_id VARCHAR(128) NOT NULL,
    user_id VARCHAR(128) NOT NULL,
    project_role VARCHAR(16) NOT NULL,
    PRIMARY KEY (project_id, user_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX project_member_by_user ON project_member (user_id, project_id);

CREATE TABLE repository_details (
    id VARCHAR(128) NOT NULL,
    project_id VARCHAR(128) NOT NULL,
    git_url VARCHAR(2000) NOT NULL,
    platform VARCHAR(16) NOT NULL,
    default_branch VARCHAR(512) NOT NULL,
    credential_last_four VARCHAR(16),
    demo BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX repository_details_by_project ON repository_details (project_id, created_at, id);

CREATE TABLE requirement_details (
    id VARCHAR(128) NOT NULL,
    requirement_key VARCHAR(64) NOT NULL,
    project_id VARCHAR(128) NOT NULL,
    title VARCHAR(1000) NOT NULL,
    description LONGTEXT NOT NULL,
    priority VARCHAR(16) NOT NULL,
    status VARCHAR(24) NOT NULL,
    repository_id VARCHAR(128),
    target_branch VARCHAR(512),
    document_url VARCHAR(2000),
    assignee_id VARCHAR(128),
    created_by VARCHAR(128) NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    latest_task_id VARCHAR(128),
    latest_status VARCHAR(16),
    latest_step VARCHAR(16),
    latest_finished_at BIGINT,
    latest_failure_code VARCHAR(64),
    PRIMARY KEY (id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX requirement_details_by_key ON requirement_details (requirement_key);
CREATE INDEX requirement_details_by_project ON requirement_details (project_id, created_at, id);
CREATE INDEX requirement_details_by_status ON requirement_details (project_id, status);
CREATE INDEX requirement_details_by_task ON requirement_details (latest_task_id);
CREATE INDEX requirement_details_by_age ON requirement_details (created_at, id);

CREATE TABLE generation_details (
    id VARCHAR(128) NOT NULL,
    requirement_id VARCHAR(128) NOT NULL,
    requirement_key VARCHAR(64) NOT NULL,
    requirement_title VARCHAR(1000) NOT NULL,
    project_id VARCHAR(128) NOT NULL,
    repository_id VARCHAR(128) NOT NULL,
    status VARCHAR(16) NOT NULL,
    step VARCHAR(16) NOT NULL,
    attempt INT NOT NULL,
    queued_at BIGINT,
    branch VARCHAR(512),
    base_commit VARCHAR(64),
    head_commit VARCHAR(64),
    agent_session_id VARCHAR(128),
    model VARCHAR(256),
    demo BOOLEAN NOT NULL,
    requested_by VARCHAR(128) NOT NULL,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    finished_at BIGINT,
    retry_at BIGINT,
    time_limit_ms BIGINT NOT NULL,
    cancel_requested BOOLEAN NOT NULL,
    stat_files INT,
    stat_additions INT,
    stat_deletions INT,
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
    prompt_artifact VARCHAR(64),
    patch_artifact VARCHAR(64),
    files_artifact VARCHAR(64),
    patch_base_commit VARCHAR(64),
    PRIMARY KEY (id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX generation_details_by_project ON generation_details (project_id, created_at, id);
CREATE INDEX generation_details_by_requirement ON generation_details (requirement_id, created_at, id);
CREATE INDEX generation_details_by_age ON generation_details (created_at, id);
CREATE INDEX generation_details_by_requester ON generation_details (requested_by, created_at, id);
CREATE INDEX generation_details_by_status ON generation_details (status, project_id);

-- One row per durable event of a generation's stream. Most rows are short and lie in the row itself (small_data); what is
-- longer goes into large_data. The text of an output line runs from text_at to the brace that ends the data.
CREATE TABLE codegen_feed (
    task_id VARCHAR(128) NOT NULL,
    seq BIGINT NOT NULL,
    kind VARCHAR(16) NOT NULL,
    recorded_at BIGINT NOT NULL,
    attempt INT NOT NULL,
    text_form VARCHAR(8),
    text_at INT NOT NULL,
    line_ended BOOLEAN NOT NULL,
    data_bytes INT NOT NULL,
    artifact VARCHAR(64),
    small_data VARBINARY(12000),
    large_data LONGBLOB,
    PRIMARY KEY (task_id, seq)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Where the stream of each generation stands, so that it goes on after a restart without being read.
CREATE TABLE codegen_feed_head (
    task_id VARCHAR(128) NOT NULL,
    last_seq BIGINT NOT NULL,
    last_kind VARCHAR(16) NOT NULL,
    failed_attempt INT NOT NULL,
    repository_name VARCHAR(2000) NOT NULL,
    PRIMARY KEY (task_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
