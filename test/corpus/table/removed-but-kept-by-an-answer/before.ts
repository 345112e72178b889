import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Log {
  @PrimaryGeneratedColumn() id: number;
  @Column() line: string;
}
@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
}
