import { Check, Column, DefaultNamingStrategy, Entity, Index, ManyToOne, PrimaryGeneratedColumn, Table } from 'typeorm';

export class Readable extends DefaultNamingStrategy {
  override primaryKeyName(table: Table | string, columns: string[]): string {
    return `pk_${this.of(table)}_${columns.join('_')}`;
  }
  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return `uq_${this.of(table)}_${columns.join('_')}`;
  }
  override foreignKeyName(table: Table | string, columns: string[]): string {
    return `fk_${this.of(table)}_${columns.join('_')}`;
  }
  override indexName(table: Table | string, columns: string[]): string {
    return `ix_${this.of(table)}_${columns.join('_')}`;
  }
  override checkConstraintName(table: Table | string): string {
    return `ck_${this.of(table)}`;
  }
  of(table: Table | string): string {
    return typeof table === 'string' ? table : table.name;
  }
}
const options = { namingStrategy: new Readable() };
@Entity()
export class Owner {
  @PrimaryGeneratedColumn() id: number;
  @Column({ unique: true }) name: string;
}
@Entity()
@Check('"n" > 0')
export class Pet {
  @PrimaryGeneratedColumn() id: number;
  @Index() @Column() n: number;
  @ManyToOne(() => Owner) owner: Owner;
}
export { options };
