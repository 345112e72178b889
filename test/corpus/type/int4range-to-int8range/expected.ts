import { expected } from '../../scenario';

export default expected({
  upgrade: {
    operations: [['alterColumn', 'post', 'span', { type: 'int8range', using: '*' }]],
    asks: [["--using 'column:public.post.span=…'", '--drop column:public.post.span']],
    answers: ["--using 'column:public.post.span=span::text::int8range'"],
  },
  back: {
    operations: [['alterColumn', 'post', 'span', { type: 'int4range', using: '*' }]],
    asks: [["--using 'column:public.post.span=…'", '--drop column:public.post.span']],
    answers: ["--using 'column:public.post.span=span::text::int4range'"],
  },
});
