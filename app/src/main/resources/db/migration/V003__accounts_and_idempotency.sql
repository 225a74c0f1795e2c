-- Passwords of local accounts, hashed. Users themselves are events.
CREATE TABLE local_credential (
    user_id       VARCHAR(128) NOT NULL,
    password_hash VARCHAR(255) NOT NULL,
    changed_at    BIGINT       NOT NULL,
    CONSTRAINT pk_local_credential PRIMARY KEY (user_id)
);

-- Sessions that were ended before they expired. Times are milliseconds since 1970.
CREATE TABLE revoked_token (
    token_id   VARCHAR(64) NOT NULL,
    expires_at BIGINT      NOT NULL,
    CONSTRAINT pk_revoked_token PRIMARY KEY (token_id)
);

-- First answers to requests with an Idempotency-Key. The scope is a SHA-256 of user, route and key; status is null while
-- the first request runs.
CREATE TABLE idempotent_request (
    scope        CHAR(64)     NOT NULL,
    request_hash CHAR(64)     NOT NULL,
    node_id      VARCHAR(64)  NOT NULL,
    claim        VARCHAR(64)  NOT NULL,
    status       INT,
    content_type VARCHAR(255),
    location     VARCHAR(2000),
    etag         VARCHAR(255),
    body         LONGBLOB,
    created_at   BIGINT       NOT NULL,
    CONSTRAINT pk_idempotent_request PRIMARY KEY (scope)
);

CREATE INDEX ix_idempotent_request_age ON idempotent_request (created_at);
