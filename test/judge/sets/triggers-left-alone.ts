import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Counter {
  @PrimaryGeneratedColumn() id: number;
  @Column({ default: 0 }) value: number;
}

export default defineSet({
  shows: 'a trigger, its function and a view written by hand, which nobody touches',
  entities: [Counter],
  after: [
    `CREATE FUNCTION bump() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.value := new.value + 1; RETURN new; END $$`,
    'CREATE TRIGGER bump BEFORE UPDATE OF value ON counter FOR EACH ROW EXECUTE FUNCTION bump()',
    'CREATE VIEW large_counters AS SELECT id FROM counter WHERE value > 10',
    `COMMENT ON VIEW large_counters IS 'by hand'`,
  ],
});
