// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

// The words that registry, organizations, wallets and lens share. Times are Unix seconds.

/// @dev What kind of body an organization is accredited as. A set of categories is a bit mask, bit n for member n.
enum Category {
    None,
    Secondary,
    HigherEducation,
    Vocational,
    Professional,
    Company,
    Device
}

/// @dev What a record attests.
enum RecordType {
    None,
    LearningOutcome,
    Degree,
    Certificate,
    Transcript,
    FinalExamination,
    DiplomaSupplement,
    ProvisionalCertificate,
    ProfessionalQualification,
    ProfessionalLicence,
    RecognitionStatement
}

/// @dev Where an organization stands with the registry.
enum AccreditationStatus {
    None,
    Applied,
    Accredited,
    Suspended,
    Withdrawn
}

/// @dev Whom an organization may issue to: holders enrolled with it, or any holder.
enum Authority {
    None,
    Direct,
    Cross
}

/// @dev Why an accreditation ended, or will end.
enum WithdrawalReason {
    None,
    Closed,
    Lapsed,
    Request,
    Misconduct,
    Fraud
}

/// @dev Where a record stands. Revoked is final.
enum RecordStatus {
    None,
    Active,
    Suspended,
    Revoked
}

/// @dev Why a record's status changed.
enum StatusReason {
    None,
    Unspecified,
    IssuedInError,
    AwardWithdrawn,
    AcademicMisconduct,
    UnderReview,
    HolderRequest,
    ReviewClosed
}

/// @dev A wallet as a reader meets it. Unknown: no code there, or not a wallet of the pinned factory.
enum WalletState {
    Unknown,
    Active,
    Deactivated,
    Destroyed
}

/// @dev What an organization's key is for. A signing key only signs.
enum KeyPurpose {
    None,
    Signing,
    Sealing
}

/// @dev The holder's agreement to one act when somebody else sends it. An empty signature means that the controller
/// itself is the caller; the deadline is then ignored.
struct Consent {
    uint40 deadline;
    bytes signature;
}
