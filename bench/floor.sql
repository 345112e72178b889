-- The facts that any check of entities against this database must read, one query per catalog: raw columns, nothing
-- joined for convenience, nothing sorted, nothing read twice. Written apart from the engine; never make it slower, and
-- change it only where a fact is missing or not needed. $1: the schema that is compared.

-- extensions
SELECT oid, extname FROM pg_catalog.pg_extension;

-- schemas
SELECT oid, nspname FROM pg_catalog.pg_namespace WHERE nspname = $1;

-- tables, indexes, sequences
SELECT oid, relname, relkind, relispartition, relam, reloptions
  FROM pg_catalog.pg_class
 WHERE relnamespace = $1::regnamespace AND relkind IN ('r', 'p', 'i', 'I', 'S');

-- columns of tables, with their defaults and generated expressions
SELECT a.attrelid, a.attnum, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
       a.attgenerated, a.attcollation, pg_catalog.pg_get_expr(d.adbin, d.adrelid)
  FROM pg_catalog.pg_attribute a
  JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
  LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped;

-- constraints
SELECT conname, conrelid, contype, conkey, confrelid, confkey, confupdtype, confdeltype, confmatchtype, condeferrable,
       condeferred, conindid, pg_catalog.pg_get_expr(conbin, conrelid)
  FROM pg_catalog.pg_constraint
 WHERE connamespace = $1::regnamespace AND contype IN ('p', 'u', 'f', 'c', 'x');

-- indexes: the expressions of an index and its predicate are texts, all else is numbers
SELECT i.indexrelid, i.indrelid, i.indisunique, i.indisprimary, i.indnkeyatts, i.indkey, i.indoption, i.indclass,
       i.indcollation, pg_catalog.pg_get_expr(i.indexprs, i.indrelid), pg_catalog.pg_get_expr(i.indpred, i.indrelid)
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
 WHERE c.relnamespace = $1::regnamespace;

-- enum types
SELECT oid, typname FROM pg_catalog.pg_type WHERE typnamespace = $1::regnamespace AND typtype = 'e';

-- their labels
SELECT e.enumtypid, e.enumlabel, e.enumsortorder
  FROM pg_catalog.pg_enum e
  JOIN pg_catalog.pg_type t ON t.oid = e.enumtypid
 WHERE t.typnamespace = $1::regnamespace;

-- sequences
SELECT s.seqrelid, s.seqtypid, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle
  FROM pg_catalog.pg_sequence s
  JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
 WHERE c.relnamespace = $1::regnamespace;

-- whose a sequence is
SELECT d.objid, d.refobjid, d.refobjsubid
  FROM pg_catalog.pg_depend d
  JOIN pg_catalog.pg_class c ON c.oid = d.objid
 WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass
   AND d.deptype IN ('a', 'i') AND c.relnamespace = $1::regnamespace AND c.relkind = 'S';

-- comments
SELECT d.objoid, d.objsubid, d.description
  FROM pg_catalog.pg_description d
  JOIN pg_catalog.pg_class c ON c.oid = d.objoid
 WHERE d.classoid = 'pg_catalog.pg_class'::regclass AND c.relnamespace = $1::regnamespace;
