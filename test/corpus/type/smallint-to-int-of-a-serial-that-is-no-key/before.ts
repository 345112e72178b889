import { Column, Entity, Generated, PrimaryColumn } from 'typeorm';

@Entity()
export class Post {
  @PrimaryColumn('uuid') id: string;
  @Column('smallint') @Generated('increment') number: number;
}
