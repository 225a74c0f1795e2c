-- Who was sent away to sign in elsewhere and may come back. Hashes are SHA-256 in hex. Times are milliseconds since 1970.
CREATE TABLE sign_in_attempt (
    state_hash    CHAR(64)      NOT NULL,
    browser_hash  CHAR(64)      NOT NULL,
    redirect_uri  VARCHAR(2000) NOT NULL,
    code_verifier VARCHAR(200)  NOT NULL,
    return_to     VARCHAR(2000) NOT NULL,
    expires_at    BIGINT        NOT NULL,
    CONSTRAINT pk_sign_in_attempt PRIMARY KEY (state_hash)
);

CREATE INDEX ix_sign_in_attempt_age ON sign_in_attempt (expires_at);
