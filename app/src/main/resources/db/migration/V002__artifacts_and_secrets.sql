-- Large immutable contents by their SHA-256, in chunks so that no statement has to carry a whole one.
CREATE TABLE artifact (
    digest     CHAR(64) NOT NULL,
    size_bytes BIGINT   NOT NULL,
    chunks     INT      NOT NULL,
    CONSTRAINT pk_artifact PRIMARY KEY (digest)
);

CREATE TABLE artifact_chunk (
    digest   CHAR(64) NOT NULL,
    position INT      NOT NULL,
    content  LONGBLOB NOT NULL,
    CONSTRAINT pk_artifact_chunk PRIMARY KEY (digest, position)
);

-- Access tokens of repositories, AES-256-GCM. Never part of an event.
CREATE TABLE repository_secret (
    repository_id VARCHAR(64)   NOT NULL,
    key_id        VARCHAR(64)   NOT NULL,
    nonce         VARCHAR(64)   NOT NULL,
    ciphertext    VARCHAR(8000) NOT NULL,
    CONSTRAINT pk_repository_secret PRIMARY KEY (repository_id)
);
