package io.codemaster.query.codegen;

/** How an output line's text lies in its row's data. */
enum TextForm {
    /** As it is: the line is one JSON object. */
    JSON,
    /** As a JSON string. */
    TEXT,
    /** As base64 in a JSON string: the line is not valid UTF-8. */
    BASE64
}
