CREATE FUNCTION short_code(prefix text) RETURNS text LANGUAGE sql VOLATILE AS $$ SELECT prefix || md5(random()::text) $$;
