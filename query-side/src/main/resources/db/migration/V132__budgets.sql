-- What may be spent and what was: for each requirement, each project's month and each month of all.
CREATE TABLE statistics_spending (
    spending_id VARCHAR(128) NOT NULL,
    scope VARCHAR(16) NOT NULL,
    project_id VARCHAR(128) NOT NULL,
    requirement_id VARCHAR(128),
    spending_month VARCHAR(7) NOT NULL,
    spent_usd DECIMAL(18, 8) NOT NULL,
    limit_usd DECIMAL(18, 8),
    PRIMARY KEY (spending_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE statistics_budget (
    project_id VARCHAR(128) NOT NULL,
    monthly_usd DECIMAL(18, 8),
    requirement_usd DECIMAL(18, 8),
    PRIMARY KEY (project_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
