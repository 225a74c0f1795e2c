-- Personal access tokens. The hash is the SHA-256 of the token in hex; scopes are words with a space between. Times are
-- milliseconds since 1970.
CREATE TABLE access_token (
    id           VARCHAR(128) NOT NULL,
    user_id      VARCHAR(128) NOT NULL,
    name         VARCHAR(400) NOT NULL,
    scopes       VARCHAR(200) NOT NULL,
    token_hash   CHAR(64)     NOT NULL,
    created_at   BIGINT       NOT NULL,
    expires_at   BIGINT       NOT NULL,
    last_used_at BIGINT,
    CONSTRAINT pk_access_token PRIMARY KEY (id),
    CONSTRAINT uq_access_token_hash UNIQUE (token_hash)
);

CREATE INDEX ix_access_token_user ON access_token (user_id, created_at);
