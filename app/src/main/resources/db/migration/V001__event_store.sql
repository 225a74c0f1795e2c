-- The record: events, snapshots, tokens of the event processors, sagas. Axon's JDBC engine, names as EventStoreConfiguration gives them.
CREATE TABLE domain_event (
    global_index         BIGINT       NOT NULL AUTO_INCREMENT,
    event_identifier     VARCHAR(64)  NOT NULL,
    aggregate_identifier VARCHAR(160) NOT NULL,
    sequence_number      BIGINT       NOT NULL,
    aggregate_type       VARCHAR(100),
    time_stamp           VARCHAR(40)  NOT NULL,
    payload_type         VARCHAR(255) NOT NULL,
    payload_revision     VARCHAR(40),
    payload              LONGBLOB     NOT NULL,
    meta_data            LONGBLOB,
    CONSTRAINT pk_domain_event PRIMARY KEY (global_index),
    CONSTRAINT uq_domain_event_sequence UNIQUE (aggregate_identifier, sequence_number),
    CONSTRAINT uq_domain_event_identifier UNIQUE (event_identifier)
);

CREATE TABLE snapshot_event (
    event_identifier     VARCHAR(64)  NOT NULL,
    aggregate_identifier VARCHAR(160) NOT NULL,
    sequence_number      BIGINT       NOT NULL,
    aggregate_type       VARCHAR(100) NOT NULL,
    time_stamp           VARCHAR(40)  NOT NULL,
    payload_type         VARCHAR(255) NOT NULL,
    payload_revision     VARCHAR(40),
    payload              LONGBLOB     NOT NULL,
    meta_data            LONGBLOB,
    CONSTRAINT pk_snapshot_event PRIMARY KEY (aggregate_identifier, sequence_number),
    CONSTRAINT uq_snapshot_event_identifier UNIQUE (event_identifier)
);

CREATE TABLE processor_token (
    processor_name VARCHAR(120) NOT NULL,
    segment        INT          NOT NULL,
    token          LONGBLOB,
    token_type     VARCHAR(255),
    time_stamp     VARCHAR(40),
    owner          VARCHAR(120),
    CONSTRAINT pk_processor_token PRIMARY KEY (processor_name, segment)
);

CREATE TABLE saga_entry (
    saga_id         VARCHAR(64) NOT NULL,
    saga_type       VARCHAR(255),
    revision        VARCHAR(40),
    serialized_saga LONGBLOB,
    CONSTRAINT pk_saga_entry PRIMARY KEY (saga_id)
);

CREATE TABLE saga_association (
    id                BIGINT       NOT NULL AUTO_INCREMENT,
    association_key   VARCHAR(120) NOT NULL,
    association_value VARCHAR(160) NOT NULL,
    saga_type         VARCHAR(255) NOT NULL,
    saga_id           VARCHAR(64)  NOT NULL,
    CONSTRAINT pk_saga_association PRIMARY KEY (id)
);

CREATE INDEX ix_saga_association_value ON saga_association (association_value, association_key);
CREATE INDEX ix_saga_association_saga ON saga_association (saga_id);

-- db-scheduler: deadlines that survive a restart
CREATE TABLE scheduled_tasks (
    task_name            VARCHAR(100) NOT NULL,
    task_instance        VARCHAR(100) NOT NULL,
    task_data            LONGBLOB,
    execution_time       TIMESTAMP(6) NOT NULL,
    picked               BOOLEAN      NOT NULL,
    picked_by            VARCHAR(50),
    last_success         TIMESTAMP(6) NULL,
    last_failure         TIMESTAMP(6) NULL,
    consecutive_failures INT,
    last_heartbeat       TIMESTAMP(6) NULL,
    version              BIGINT       NOT NULL,
    priority             SMALLINT,
    CONSTRAINT pk_scheduled_tasks PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX ix_scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX ix_scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);
