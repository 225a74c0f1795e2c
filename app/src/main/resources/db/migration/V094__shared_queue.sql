-- The queue of all workers and who holds what, where several processes share this database. Times in seconds are the
-- database's own clock (UNIX_TIMESTAMP), others are milliseconds since 1970. state is RESERVED, WAITING or HELD.
CREATE TABLE run_queue (
    task_id    VARCHAR(128) NOT NULL,
    attempt    INT          NOT NULL,
    project_id VARCHAR(128) NOT NULL,
    kind       VARCHAR(16)  NOT NULL,
    state      VARCHAR(10)  NOT NULL,
    queued_at  BIGINT       NOT NULL,
    owner      VARCHAR(128),
    fence      BIGINT       NOT NULL,
    expires_s  BIGINT,
    CONSTRAINT pk_run_queue PRIMARY KEY (task_id, attempt)
);

CREATE INDEX ix_run_queue_state ON run_queue (state);
CREATE INDEX ix_run_queue_owner ON run_queue (owner);

-- One row: whoever decides whose turn it is holds it meanwhile.
CREATE TABLE run_queue_turn (
    id INT NOT NULL,
    CONSTRAINT pk_run_queue_turn PRIMARY KEY (id)
);

INSERT INTO run_queue_turn (id) VALUES (1);

-- Tasks that another worker accepted than the one that holds the attempt.
CREATE TABLE worker_task (
    id       BIGINT       NOT NULL AUTO_INCREMENT,
    worker   VARCHAR(128) NOT NULL,
    type     VARCHAR(200) NOT NULL,
    task     LONGBLOB     NOT NULL,
    left_s   BIGINT       NOT NULL,
    CONSTRAINT pk_worker_task PRIMARY KEY (id)
);

CREATE INDEX ix_worker_task_worker ON worker_task (worker, id);
