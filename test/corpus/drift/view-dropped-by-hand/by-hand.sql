DROP VIEW line;
