import { CreateDateColumn, DeleteDateColumn, Entity, PrimaryColumn, UpdateDateColumn, VersionColumn } from 'typeorm';

@Entity()
export class Quirk {
  @PrimaryColumn() id: number;
  @VersionColumn() version: number;
  @CreateDateColumn() made: Date;
  @UpdateDateColumn() changed: Date;
  @DeleteDateColumn() gone: Date;
}
