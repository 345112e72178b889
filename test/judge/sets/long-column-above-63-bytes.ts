import { Column, Entity, PrimaryColumn } from 'typeorm';
import { defineSet } from '../set';

@Entity()
class Named {
  @PrimaryColumn() id: number;
  @Column() aColumnNameOfMoreThanSixtyThreeBytesWhichIsOverTheLimitOfPostgres: number;
}

export default defineSet({
  shows: 'a column whose name PostgreSQL shortens',
  entities: [Named],
  typeormSelfInconsistent: 'it compares the name it wanted with the one that PostgreSQL shortened',
});
