-- V020 has emptied these views: their processors begin with the first event again.
DELETE FROM processor_token
WHERE processor_name IN ('project-details', 'repository-details', 'requirement-details', 'user-details');

-- A project remembers more of itself than the snapshots that were made before.
DELETE FROM snapshot_event WHERE aggregate_type = 'Project';
