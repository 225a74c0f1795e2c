-- The change of each generation as its review needs it: where it stands in its chain of follow-ups, and its patches.
CREATE TABLE review_change (
    task_id VARCHAR(128) NOT NULL,
    requirement_id VARCHAR(128) NOT NULL,
    root_task_id VARCHAR(128) NOT NULL,
    follow_up_of VARCHAR(128),
    round_number INT NOT NULL,
    base_commit VARCHAR(64),
    head_commit VARCHAR(64),
    patch_artifact VARCHAR(64),
    round_patch_artifact VARCHAR(64),
    requested_by VARCHAR(128),
    verdict VARCHAR(16),
    PRIMARY KEY (task_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX review_change_by_root ON review_change (root_task_id);

CREATE TABLE ai_review (
    run_id VARCHAR(128) NOT NULL,
    task_id VARCHAR(128) NOT NULL,
    status VARCHAR(16) NOT NULL,
    answer LONGTEXT,
    cost_usd DECIMAL(18, 8),
    started_at BIGINT NOT NULL,
    finished_at BIGINT,
    failure_code VARCHAR(64),
    failure_step VARCHAR(16),
    failure_message LONGTEXT,
    failure_retryable BOOLEAN NOT NULL,
    PRIMARY KEY (run_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX ai_review_by_task ON ai_review (task_id, started_at);

CREATE TABLE ai_review_dismissal (
    run_id VARCHAR(128) NOT NULL,
    finding_id VARCHAR(200) NOT NULL,
    task_id VARCHAR(128) NOT NULL,
    reason LONGTEXT NOT NULL,
    dismissed_by VARCHAR(128) NOT NULL,
    dismissed_at BIGINT NOT NULL,
    PRIMARY KEY (run_id, finding_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX ai_review_dismissal_by_task ON ai_review_dismissal (task_id);

CREATE TABLE human_review (
    id VARCHAR(128) NOT NULL,
    task_id VARCHAR(128) NOT NULL,
    review_number INT NOT NULL,
    verdict VARCHAR(16) NOT NULL,
    comment_text LONGTEXT,
    submitted_by VARCHAR(128) NOT NULL,
    submitted_at BIGINT NOT NULL,
    follow_up_task_id VARCHAR(128),
    PRIMARY KEY (id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX human_review_by_task ON human_review (task_id, review_number);

CREATE TABLE human_review_comment (
    id VARCHAR(128) NOT NULL,
    review_id VARCHAR(128) NOT NULL,
    task_id VARCHAR(128) NOT NULL,
    place INT NOT NULL,
    file_path VARCHAR(4096) NOT NULL,
    side VARCHAR(8) NOT NULL,
    first_line INT NOT NULL,
    last_line INT NOT NULL,
    commit_id VARCHAR(64) NOT NULL,
    snippet LONGTEXT NOT NULL,
    body LONGTEXT NOT NULL,
    finding_id VARCHAR(200),
    addressed BOOLEAN NOT NULL,
    answer_task_id VARCHAR(128),
    answer_addressed BOOLEAN,
    answer_text LONGTEXT,
    PRIMARY KEY (id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX human_review_comment_by_task ON human_review_comment (task_id, review_id, place);

CREATE TABLE review_draft (
    task_id VARCHAR(128) NOT NULL,
    user_id VARCHAR(128) NOT NULL,
    content LONGTEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (task_id, user_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What each run for a requirement has cost, its AI reviews included.
CREATE TABLE requirement_run (
    task_id VARCHAR(128) NOT NULL,
    requirement_id VARCHAR(128) NOT NULL,
    cost_usd DECIMAL(18, 8) NOT NULL,
    PRIMARY KEY (task_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE INDEX requirement_run_by_requirement ON requirement_run (requirement_id);

-- Requirements are read from the events again: each knows the generation that stands to be judged.
DELETE FROM requirement_details;
DELETE FROM requirement_attachment;
ALTER TABLE requirement_details ADD COLUMN review_task_id VARCHAR(128);
