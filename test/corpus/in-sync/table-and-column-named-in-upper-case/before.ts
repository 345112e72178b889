import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('USERS')
@Unique(['LOGIN'])
export class Users {
  @PrimaryColumn() ID: number;
  @Column() LOGIN: string;
  @Index() @Column({ default: 'X' }) NAME: string;
}
