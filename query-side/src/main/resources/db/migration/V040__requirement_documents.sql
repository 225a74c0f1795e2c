-- The document of each requirement, and the text that it had before its last change. The texts are artifacts.
CREATE TABLE requirement_document (
    requirement_id VARCHAR(128) NOT NULL,
    url VARCHAR(2000) NOT NULL,
    title VARCHAR(2000) NOT NULL,
    revision BIGINT,
    format VARCHAR(16) NOT NULL,
    artifact VARCHAR(64) NOT NULL,
    characters INT NOT NULL,
    read_at BIGINT NOT NULL,
    read_by VARCHAR(128) NOT NULL,
    previous_revision BIGINT,
    previous_artifact VARCHAR(64),
    previous_read_at BIGINT,
    PRIMARY KEY (requirement_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
