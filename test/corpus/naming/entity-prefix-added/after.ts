import { Column, Entity, PrimaryColumn } from 'typeorm';

const options = { entityPrefix: 'app_' };
@Entity()
export class Post {
  @PrimaryColumn() id: number;
  @Column() title: string;
}
export { options };
