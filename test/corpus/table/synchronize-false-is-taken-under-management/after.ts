import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity({ synchronize: true })
export class Legacy {
  @PrimaryGeneratedColumn() id: number;
  @Column() name: string;
}
@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
}
