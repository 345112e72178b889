import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity()
@Unique('UQ_slug', ['slug'])
export class Page {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column() slug: string;
}
