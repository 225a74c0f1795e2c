package planted.messagesareplain.api.project;

import org.springframework.http.ResponseEntity;

/** A message that drags Spring along. */
record Heavy(ResponseEntity<String> answer) {}
