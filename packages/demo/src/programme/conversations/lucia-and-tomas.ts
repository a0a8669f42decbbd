import type { ProgrammeConversation } from "../conversation.ts";

export const luciaAndTomas: ProgrammeConversation = {
  between: ["lucia-fernandez", "tomas-herrera"],
  unread: { "tomas-herrera": 2 },
  transcript: `
# Tue, 6 weeks ago
15:50 Tomás: ¡Hola Lucía! Soy Tomás, enfermero en pediatría desde hace quince años. ¿Prefieres español o inglés? Yo los mezclo sin darme cuenta.
16:22 Lucía: hola!! los dos porfa, en casa hablamos español y en el insti inglés y yo ya no sé en qué sueño 😂
16:25 Tomás: Entonces vamos a entendernos perfectly.
16:31 Lucía: quiero ser enfermera pero no sé si soy bastante fuerte. me mareo con la sangre
16:40 Tomás: ¿Te cuento un secreto? En mi primera semana me desmayé. Me caí encima del carrito de las comidas. Gelatina everywhere.
16:41 Lucía: nooo 😂😂
16:44 Tomás: La sangre se aprende. Lo que no se aprende tan fácil es preguntar lo que de verdad importa, y tú acabas de hacerlo.

# Wed, 5 weeks ago
17:30 Lucía: hoy acompañé a mi abuela al médico para traducir. otra vez
17:31 Lucía: el médico me hablaba a mí y no a ella. y había una palabra, "palpitations", y no me salía
17:45 Tomás: ¿Y qué hiciste?
17:48 Lucía: puse la mano en el pecho e hice pum pum pum pumpumpum
17:49 Tomás: Jajaja. Medically accurate!
17:53 Tomás: En serio: traducir para la familia es mucho peso, y no deberías tener que hacerlo tú. Tenéis derecho a un intérprete en las citas, es gratis. Se pide al reservar: "We need a Spanish interpreter, please." Así tú puedes ir de nieta.
18:02 Lucía: no lo sabía!! nadie nos lo dijo
18:04 Tomás: Se lo digo a todas las familias, y nunca es tarde. ¿Quieres que practiquemos la llamada?
18:06 Lucía: sí

# Thu, 5 weeks ago
16:58 Lucía: LLAMÉ. me temblaba la voz pero dijeron "of course, no problem" y ya
17:05 Tomás: ¡Ole! ¿Y la abuela?
17:07 Lucía: dice que muy bien, pero que yo tengo que ir igual porque después siempre hay churros
17:08 Tomás: Tu abuela entiende la medicina mejor que muchos.

# Mon, 4 weeks ago
18:12 Lucía: para la solicitud de voluntaria en la residencia piden "why do you want to volunteer" en 150 palabras. tengo esto:

I want to volunteer because I like helping people and I want to be a nurse. I am responsible and punctual. I speak Spanish.
18:30 Tomás: It's correct, y es verdad. Pero podría ser de cualquiera, y tú no eres cualquiera. ¿Dónde está la abuela? ¿Dónde está el pum pum?
18:33 Lucía: eso se puede poner??
18:34 Tomás: Eso ES la respuesta.
19:25 Lucía: "My grandmother needed a word I did not have, so I put my hand on my chest and showed the doctor. Since then I know that caring is often finding another way to say something. I would like to do that for people who have nobody next to them."
19:31 Tomás: Me has dejado sin palabras, en los dos idiomas. Send it.

# Tue, 3 weeks ago
16:45 Lucía: me han cogido!!! sábados de 10 a 12
16:47 Tomás: 🎉🎉 ¡Felicidades! Zapatos cómodos, botella de agua, y el nombre de cada persona antes que nada.

# Sat, 3 weeks ago
12:40 Lucía: primer día. había una señora, Mrs Bell, que no habla con nadie. me senté y no dije nada tampoco
12:42 Lucía: y después de 20 minutos me enseñó una foto de su perro
12:50 Tomás: Lucía. Hay enfermeros que tardan años en aprender a sentarse y no decir nada.

# Tue, 2 weeks ago
17:18 Lucía: mala semana. suspendí el examen de biología, un 38. ¿cómo voy a ser enfermera con un 38?
17:30 Tomás: Lo siento, eso duele. Hoy no hace falta arreglar nada. Mañana, if you want, me mandas las preguntas y buscamos un patrón: ¿no lo sabías, no entendiste la pregunta, o no te dio tiempo?
17:36 Lucía: creo que el tiempo. dejé dos páginas en blanco
17:38 Tomás: Entonces no es un 38 en biología. Es un 38 en reloj, y eso se entrena.

# Wed, 2 weeks ago
18:01 Lucía: tenías razón. de lo que contesté está bien casi todo
18:10 Tomás: Plan de reloj:

1. Primero pasas todas las páginas, 2 minutos, y marcas las fáciles.
2. Un punto = un minuto.
3. Si te atascas: una estrella, y sigues.

Pruébalo con un examen viejo y un cronómetro, sin nota.
18:14 Lucía: ok!! voy a preguntar si alguien del grupo lo hace conmigo el sábado

# Sun, 1 week ago
12:08 Lucía: 61 en el de práctica. con estrellitas ⭐⭐⭐
12:15 Tomás: De 38 a 61 in ten days. Enséñaselo a tu abuela: hay churros seguro.

# yesterday
17:02 Tomás: ¿Qué tal Mrs Bell?
17:20 Lucía: hoy me dijo mi nombre. bueno, me dijo Lucy, pero cuenta
17:21 Tomás: Cuenta doble.
17:26 Lucía: y la encargada me preguntó si quiero estar también en la hora de las comidas. dice que con los que comen despacio tengo paciencia

# today
-2:05 Lucía: encontré esto, "nursing cadet", dos años, con prácticas y te pagan algo: https://example.org/nursing-cadets
-2:03 Lucía: piden biología con un 5 o más. crees que llego?
`,
};
