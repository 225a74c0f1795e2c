/** Takes traces as any collector of OpenTelemetry does. */
@NullMarked
package io.codemaster.testing.otlp;

import org.jspecify.annotations.NullMarked;
