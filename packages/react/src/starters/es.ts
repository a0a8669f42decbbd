import type { StarterTexts } from "./texts.ts";

/** The starters in Spanish. */
export const starters: StarterTexts = {
  "mentor-motive":
    "Hola, me alegra que nos hayan puesto en contacto. Antes de planear nada: ¿qué te animó a apuntarte a este programa?",
  "mentor-yesterday":
    "Para hacerme una idea de tus días: ¿cómo fue tu día de ayer, de la mañana a la noche?",
  "mentor-success":
    "Imagina que es la última semana del programa y te alegras de haber participado. ¿Qué ha cambiado para ti?",
  "mentor-rhythm":
    "Me gustaría escribirte de la manera que más te ayude. ¿Prefieres mensajes cortos a menudo o una conversación larga por semana?",
  "mentor-pride":
    "¿Qué has aprendido o hecho en el último año de lo que sientas un poco de orgullo?",
  "mentor-worry":
    "Empezar con alguien nuevo puede resultar raro. ¿Hay algo de nuestras conversaciones que te genere dudas?",
  "mentor-topic":
    "De todo lo que tienes ahora entre manos, ¿qué te gustaría pensar conmigo antes que nada?",
  "mentor-step":
    "¿Qué pequeño paso podrías terminar antes del viernes, aunque todo lo demás salga mal?",
  "mentor-moved":
    "Al principio me hablaste de tus planes. ¿Qué se ha movido desde entonces, aunque sea un centímetro?",
  "mentor-model": "¿Qué persona hace un trabajo del que piensas: algún día quiero hacer eso?",
  "mentor-time": "¿En qué se te ha ido más tiempo esta semana?",
  "mentor-half":
    "Estamos más o menos a mitad del programa. ¿Qué deberíamos hacer más en la segunda mitad?",
  "mentor-feedback": "Quiero hacerlo mejor. ¿Qué podría hacer de otra manera para serte más útil?",
  "mentor-decision": "¿Hay alguna decisión que vienes aplazando y que podríamos mirar con calma?",
  "mentor-rehearsal":
    "¿Tienes pronto una presentación, una entrevista o un correo difícil que quieras ensayar antes conmigo?",
  "mentor-introduction":
    "Puedo presentarte a una persona que hace el trabajo que te da curiosidad. ¿Qué te gustaría preguntarle?",
  "mentor-growth":
    "He vuelto a leer nuestros primeros mensajes. ¿Cuál de tus respuestas de entonces sería distinta hoy?",
  "mentor-alone":
    "Algún día el programa terminará. ¿Qué te gustaría poder hacer sin mí para entonces?",
  "mentor-legacy":
    "El año que viene alguien empezará donde empezaste tú. ¿Qué sería lo primero que le dirías?",
  "mentor-silent-time":
    "Hace un tiempo que no nos escribimos, y no pasa nada. ¿Qué ha ocupado tus días últimamente?",
  "mentor-silent-one":
    "No hace falta ponerse al día con todo. ¿Qué cosa, buena o mala, ha pasado desde la última vez que nos escribimos?",
  "mentor-silent-call":
    "Esta semana me acordé de ti. ¿Te resultaría más fácil hablar un cuarto de hora por teléfono que escribir?",
  "mentee-path":
    "Hola, me alegra que podamos escribirnos. ¿Cómo llegaste al trabajo que haces hoy?",
  "mentee-workday": "Me cuesta imaginar tu trabajo. ¿Qué hiciste ayer entre las nueve y las cinco?",
  "mentee-advice": "Si pudieras hablar diez minutos contigo a mi edad, ¿qué te dirías primero?",
  "mentee-often": "No quiero quitarte demasiado tiempo. ¿Cada cuánto está bien que te escriba?",
  "mentee-about":
    "Me gustaría contarte un poco de mí. ¿Empiezo por lo que hago ahora o por adónde quiero llegar?",
  "mentee-why": "¿Qué te llevó a participar como mentor o mentora?",
  "mentee-choice":
    "Tengo dos ideas para mi próximo paso y no logro elegir. ¿Puedo describirte las dos?",
  "mentee-application":
    "He reescrito mi currículum. ¿Tendrías diez minutos para decirme qué parte quitarías?",
  "mentee-mistake": "¿Qué error de tus primeros años de trabajo te enseñó más?",
  "mentee-stuck":
    "Llevo desde la semana pasada sin poder avanzar con algo. ¿Puedo enseñarte hasta dónde llegué?",
  "mentee-reading": "¿Qué libro, charla o artículo cambió tu forma de trabajar?",
  "mentee-practice": "Ya me conoces un poco. ¿Qué crees que debería practicar más?",
  "mentee-contact":
    "Me gustaría ver más profesiones de cerca. ¿Conoces a alguien a quien pueda preguntar por la suya durante media hora?",
  "mentee-interview":
    "Pronto tengo una entrevista. ¿Podríamos practicar la pregunta que más miedo me da?",
  "mentee-no": "¿Cómo dices que no en el trabajo sin que nadie se moleste?",
  "mentee-stayed":
    "Algo que escribiste hace un tiempo se me quedó grabado. ¿Puedo contarte qué hice con ello?",
  "mentee-after":
    "Me gustaría seguir después del programa. ¿Cómo sigues aprendiendo cuando nadie te pone una meta?",
  "mentee-progress": "¿Qué ves que hago mejor que cuando empezamos?",
};
