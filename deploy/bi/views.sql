-- Views for a BI tool on MySQL or MariaDB. Run this as an administrator of the database, once and again after an update:
--
--   mysql codemaster < deploy/bi/views.sql
--   mysql codemaster -e "CREATE USER bi@'%' IDENTIFIED BY 'a long random text';
--                        GRANT SELECT ON codemaster.bi_generations TO bi@'%'"   (and so on for the others)
--
-- Give the tool these views alone: their columns stay as they are, the tables below them change with the product. Times
-- are UTC. Columns are only ever added.

CREATE OR REPLACE SQL SECURITY DEFINER VIEW bi_projects AS
SELECT p.id,
       p.project_key,
       p.name,
       DATE_ADD('1970-01-01 00:00:00', INTERVAL p.created_at MICROSECOND) AS created_at
FROM project_details p;

CREATE OR REPLACE SQL SECURITY DEFINER VIEW bi_requirements AS
SELECT r.id,
       r.requirement_key,
       r.project_id,
       p.project_key,
       r.title,
       r.priority,
       r.status,
       r.repository_id,
       r.assignee_id,
       r.created_by,
       DATE_ADD('1970-01-01 00:00:00', INTERVAL r.created_at MICROSECOND) AS created_at,
       DATE_ADD('1970-01-01 00:00:00', INTERVAL r.updated_at MICROSECOND) AS updated_at
FROM requirement_details r
         LEFT JOIN project_details p ON p.id = r.project_id;

CREATE OR REPLACE SQL SECURITY DEFINER VIEW bi_generations AS
SELECT g.id,
       g.requirement_id,
       g.requirement_key,
       g.project_id,
       p.project_key,
       g.repository_id,
       g.status,
       g.attempt,
       g.review_round,
       g.model,
       g.demo,
       g.requested_by,
       DATE_ADD('1970-01-01 00:00:00', INTERVAL g.created_at MICROSECOND)  AS created_at,
       DATE_ADD('1970-01-01 00:00:00', INTERVAL g.started_at MICROSECOND)  AS started_at,
       DATE_ADD('1970-01-01 00:00:00', INTERVAL g.finished_at MICROSECOND) AS finished_at,
       (g.finished_at - g.created_at) / 1000000                            AS seconds_to_finish,
       g.stat_files                                                        AS files,
       g.stat_additions                                                    AS additions,
       g.stat_deletions                                                    AS deletions,
       g.input_tokens,
       g.output_tokens,
       g.cache_read_tokens,
       g.cache_creation_tokens,
       g.turns,
       g.cost_usd,
       g.duration_ms,
       g.failure_code
FROM generation_details g
         LEFT JOIN project_details p ON p.id = g.project_id;

CREATE OR REPLACE SQL SECURITY DEFINER VIEW bi_reviews AS
SELECT h.id,
       'HUMAN'                                                              AS kind,
       h.task_id                                                            AS generation_id,
       g.requirement_id,
       g.project_id,
       g.review_round,
       h.verdict,
       'COMPLETED'                                                          AS status,
       h.submitted_by                                                       AS author,
       DATE_ADD('1970-01-01 00:00:00', INTERVAL h.submitted_at MICROSECOND) AS started_at,
       DATE_ADD('1970-01-01 00:00:00', INTERVAL h.submitted_at MICROSECOND) AS finished_at,
       NULL                                                                 AS cost_usd
FROM human_review h
         JOIN generation_details g ON g.id = h.task_id
UNION ALL
SELECT a.run_id,
       'AI',
       a.task_id,
       g.requirement_id,
       g.project_id,
       g.review_round,
       NULL,
       a.status,
       NULL,
       DATE_ADD('1970-01-01 00:00:00', INTERVAL a.started_at MICROSECOND),
       DATE_ADD('1970-01-01 00:00:00', INTERVAL a.finished_at MICROSECOND),
       a.cost_usd
FROM ai_review a
         JOIN generation_details g ON g.id = a.task_id;

CREATE OR REPLACE SQL SECURITY DEFINER VIEW bi_daily AS
SELECT DATE(DATE_ADD('1970-01-01 00:00:00', INTERVAL g.created_at MICROSECOND)) AS day,
       g.project_id,
       COUNT(*)                                                                 AS generations,
       SUM(g.status = 'COMPLETED')                                              AS completed,
       SUM(g.status = 'FAILED')                                                 AS failed,
       SUM(g.status = 'CANCELLED')                                              AS cancelled,
       SUM(g.cost_usd)                                                          AS cost_usd,
       SUM(g.input_tokens + g.output_tokens)                                    AS tokens
FROM generation_details g
GROUP BY day, g.project_id;
