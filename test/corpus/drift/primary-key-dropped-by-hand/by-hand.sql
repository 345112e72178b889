DO $$ DECLARE name text; BEGIN SELECT conname INTO name FROM pg_constraint WHERE conrelid = 'one'::regclass AND contype = 'p'; EXECUTE format('ALTER TABLE one DROP CONSTRAINT %I', name); END $$;
