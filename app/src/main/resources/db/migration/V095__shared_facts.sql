-- What every process of an installation has to know at once. Times are seconds of the database's own clock.
CREATE TABLE rights_change (
    id        BIGINT       NOT NULL AUTO_INCREMENT,
    user_id   VARCHAR(128) NOT NULL,
    changed_s BIGINT       NOT NULL,
    CONSTRAINT pk_rights_change PRIMARY KEY (id)
);

CREATE INDEX ix_rights_change_age ON rights_change (changed_s);

-- The one name of an installation whose processes share this database.
CREATE TABLE installation (
    id   INT          NOT NULL,
    name VARCHAR(128) NOT NULL,
    CONSTRAINT pk_installation PRIMARY KEY (id)
);

-- The processes that live, each by its node and with its roles.
CREATE TABLE product_process (
    node   VARCHAR(128) NOT NULL,
    roles  VARCHAR(60)  NOT NULL,
    seen_s BIGINT       NOT NULL,
    CONSTRAINT pk_product_process PRIMARY KEY (node)
);
