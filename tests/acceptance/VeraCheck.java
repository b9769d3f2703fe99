// Asks the engine of veraPDF whether files conform: java VeraCheck 3a,ua1 file.pdf…
// Writes a line for each file and profile, with what is wrong; exits with 1 when anything is.
import java.io.File;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class VeraCheck {
    private static final int FAULTS_TOLD = 20;

    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean allConform = true;
        for (int place = 1; place < arguments.length; place++) {
            for (String profile : arguments[0].split(",")) {
                allConform &= conforms(arguments[place], profile);
            }
        }
        System.exit(allConform ? 0 : 1);
    }

    private static boolean conforms(String path, String profile) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(profile);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), flavour)) {
            ValidationResult result =
                Foundries.defaultInstance().createValidator(flavour, FAULTS_TOLD, false, true, false).validate(parser);
            String verdict = result.isCompliant() ? "PASS" : "FAIL";
            System.out.println(verdict + " " + profile + " " + result.getTotalAssertions() + " checks " + path);
            for (TestAssertion assertion : result.getTestAssertions()) {
                System.out.println("    " + assertion.getRuleId().getClause() + " " + assertion.getMessage());
            }
            return result.isCompliant();
        }
    }
}
