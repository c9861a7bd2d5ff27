/**
 * What universities call our columns, in lower case and without accents or signs. A word that means one column in one
 * language and another in the next ("name", "titre") is left out: it would put a family name in a given name's place.
 */
export const COLUMN_WORDS: Readonly<Record<string, readonly string[]>> = {
  student_id: [
    "student number",
    "student no",
    "matriculation number",
    "matricola",
    "matrikelnummer",
    "numero etudiant",
  ],
  given_name: ["first name", "forename", "nome", "nombre", "prenom", "vorname"],
  family_name: ["last name", "surname", "cognome", "apellidos", "nom de famille", "nachname"],
  date_of_birth: ["birth date", "birthday", "dob", "data di nascita", "fecha de nacimiento", "geburtsdatum"],
  email: ["e mail", "email address", "mail", "posta elettronica", "correo electronico"],
  programme_code: ["program code", "course code", "codice corso", "codigo de titulacion"],
  programme_title: ["programme", "program", "program title", "corso di studio", "titulacion", "studiengang"],
  award_title: ["degree title", "qualification", "titolo conseguito", "titolo di studio", "titulo obtenido"],
  record_type: ["type of record", "tipo di titolo"],
  eqf_level: ["eqf", "livello eqf", "nivel eqf"],
  isced_f: ["isced", "isced code", "codice isced"],
  ects: ["credits", "ects credits", "cfu", "crediti", "creditos"],
  language: ["language of instruction", "lingua", "idioma"],
  award_date: ["date of award", "graduation date", "data di laurea", "data conseguimento", "fecha de expedicion"],
  final_grade: ["grade", "final mark", "voto", "voto di laurea", "voto finale", "nota final", "abschlussnote"],
  grading_scale: ["grade scale", "scala voti", "scala di valutazione", "escala"],
  distinction: ["honours", "honors", "lode"],
  diploma_number: ["diploma no", "certificate number", "numero diploma", "numero di diploma", "numero de titulo"],
};
