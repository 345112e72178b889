import { Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Post {
  @PrimaryGeneratedColumn() id: number;
}
const options = { schema: 'app' };

export { options };
